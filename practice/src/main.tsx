/** Entry of the practice page: mounts the app. */
import { createRoot } from "react-dom/client";
import { App } from "./app";

const root = document.getElementById("practice");
if (root) createRoot(root).render(<App />);
