/** Keeps the keyboard's path sensible and the author's caret where it is. */
import { deepActiveElement } from "./dom";

/**
 * Remembers where focus is; the returned function puts it back, caret and selection as they were. It says false if there is
 * nowhere to go back to, or only to our own host, whose closed root hides which of its elements it was.
 */
export function rememberFocus(own: Element): () => boolean {
  const before = deepActiveElement();
  const selection = getSelection();
  const kept = selection ? snapshot(selection) : null;
  return () => {
    if (!before || before === document.body || before === own || own.shadowRoot?.contains(before) || !before.isConnected) return false;
    before.focus({ preventScroll: true });
    if (kept && selection && !same(kept, selection)) restore(kept, selection);
    return true;
  };
}

interface Kept {
  anchor: Node | null;
  anchorOffset: number;
  focus: Node | null;
  focusOffset: number;
}

function snapshot(selection: Selection): Kept {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  return { anchor: anchorNode, anchorOffset, focus: focusNode, focusOffset };
}

function same(kept: Kept, now: Selection): boolean {
  return kept.anchor === now.anchorNode && kept.anchorOffset === now.anchorOffset
    && kept.focus === now.focusNode && kept.focusOffset === now.focusOffset;
}

function restore(kept: Kept, selection: Selection): void {
  const { anchor, focus } = kept;
  // The site may have replaced the nodes meanwhile; then its own placement of the caret is the better one.
  if (!anchor?.isConnected || !focus?.isConnected || tooFar(anchor, kept.anchorOffset) || tooFar(focus, kept.focusOffset)) return;
  selection.setBaseAndExtent(anchor, kept.anchorOffset, focus, kept.focusOffset);
}

function tooFar(node: Node, offset: number): boolean {
  return offset > (node.nodeType === Node.TEXT_NODE ? (node.nodeValue ?? "").length : node.childNodes.length);
}

/**
 * Puts the status right after the publish button in the order of the Tab key, wherever its host stands in the document. Leaving
 * it forward hands focus to the button first, so that the browser's own step goes on from there.
 */
export function linkTabOrder(anchor: HTMLElement, status: HTMLElement, isOffered: () => boolean, signal: AbortSignal): void {
  anchor.addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || event.shiftKey || !plain(event) || !isOffered()) return;
    event.preventDefault();
    status.focus({ preventScroll: true });
  }, { signal });
  status.addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || !plain(event) || status.getAttribute("aria-expanded") === "true" && !event.shiftKey) return;
    if (!anchor.isConnected || anchor.matches(":disabled")) return;
    anchor.focus({ preventScroll: true });
    if (event.shiftKey) event.preventDefault();
  }, { signal });
}

const plain = (event: KeyboardEvent): boolean => !event.altKey && !event.ctrlKey && !event.metaKey;
