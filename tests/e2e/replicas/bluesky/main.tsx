/** Bluesky: the composer is an overlay without a route of its own. */
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { Composer } from "./composer";

function App() {
  const [open, setOpen] = useState(false);
  const [posted, setPosted] = useState(0);
  return (
    <main>
      <button type="button" data-testid="composeFAB" aria-label="New post" onClick={() => setOpen(true)}>New post</button>
      <p data-posted={posted}>{posted} posted</p>
      {open && (
        <div role="dialog" aria-modal="true" aria-label="New post">
          <Composer onPosted={() => { setPosted((now) => now + 1); setOpen(false); }} />
        </div>
      )}
    </main>
  );
}

createRoot(document.getElementById("root")!).render(<App />);
