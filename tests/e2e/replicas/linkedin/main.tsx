/** LinkedIn: the share box in the page itself, or (`?shadow`) in the open shadow root of its interop element. */
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { ShareBox } from "./sharebox";

function App() {
  const [open, setOpen] = useState(false);
  const [posted, setPosted] = useState(0);
  return (
    <main>
      <button type="button" className="start-post" onClick={() => setOpen(true)}>Start a post</button>
      <p data-posted={posted}>{posted} posted</p>
      {open && <ShareBox onPosted={() => { setPosted((now) => now + 1); setOpen(false); }} />}
    </main>
  );
}

/** As on the site: styles do not cross the boundary, so the sheet is loaded inside as well. */
function shadowContainer(): HTMLElement {
  const outlet = document.createElement("div");
  outlet.id = "interop-outlet";
  outlet.dataset.testid = "interop-shadowdom";
  const shadow = outlet.attachShadow({ mode: "open" });
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: "replica.css" });
  const container = document.createElement("div");
  shadow.append(sheet, container);
  document.body.append(outlet);
  lendSelection(shadow);
  return container;
}

/** Quill asks the document for the selection and the focus, which end at the shadow's host: a site that runs it inside must answer. */
function lendSelection(shadow: ShadowRoot & { getSelection?(): Selection | null }): void {
  const own = document.getSelection.bind(document);
  document.getSelection = () => (shadow.activeElement && shadow.getSelection ? shadow.getSelection() : own());
  Object.defineProperty(document, "activeElement", {
    configurable: true,
    get: () => shadow.activeElement ?? Object.getOwnPropertyDescriptor(Document.prototype, "activeElement")?.get?.call(document),
  });
}

const inShadow = new URLSearchParams(location.search).has("shadow");
createRoot(inShadow ? shadowContainer() : document.getElementById("root")!).render(<App />);
