/** Whether Saring is at work on this page: its status elements stand in the document once it has found the boxes. */
import { useEffect, useState } from "react";

/** How long the extension may take to find the boxes before the page says that it is not there, in milliseconds. */
const PATIENCE = 2500;

const found = () => document.querySelector("[data-saring]") !== null;

export function usePresence(): "unknown" | "present" | "absent" {
  const [presence, setPresence] = useState<"unknown" | "present" | "absent">("unknown");
  useEffect(() => {
    const look = () => { if (found()) setPresence("present"); };
    const observer = new MutationObserver(look);
    observer.observe(document.documentElement, { childList: true, subtree: true });
    const timer = setTimeout(() => setPresence(found() ? "present" : "absent"), PATIENCE);
    look();
    return () => { observer.disconnect(); clearTimeout(timer); };
  }, []);
  return presence;
}
