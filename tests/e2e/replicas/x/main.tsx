/** X: the home box inline, and a modal over it whose route is /compose/post. The home box stays mounted behind. */
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { Composer } from "./composer";

function App() {
  const [modal, setModal] = useState(false);
  const [posts, setPosts] = useState(0);
  const posted = () => setPosts((now) => now + 1);
  return (
    <>
      <nav><a href="#compose" role="link" data-testid="SideNav_NewTweet_Button" aria-label="Post" onClick={(event) => {
        event.preventDefault();
        setModal(true);
      }}>Post</a></nav>
      <main data-testid="primaryColumn">
        <Composer inline onPosted={posted} />
        <p data-posted={posts}>{posts} posted</p>
      </main>
      {modal && (
        <div role="dialog" aria-modal="true" aria-label="Compose">
          <Composer inline={false} onPosted={() => { posted(); setModal(false); }} />
        </div>
      )}
    </>
  );
}

createRoot(document.getElementById("root")!).render(<App />);
