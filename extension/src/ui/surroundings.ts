/** What lies around a composer on the screen: what is typed into, what can be clicked, what is visible at all. */
import { closestAcross, parentAcross } from "./dom";
import { overlap, type Cost, type Rect, type Size } from "./place";

const EDITABLE = "textarea, input:not([type=hidden]):not([type=file]), [contenteditable=''], [contenteditable=true], "
  + "[contenteditable=plaintext-only]";
const CONTROL = `button, a[href], select, label, video, [role=button], [role=link], [role=menuitem], [tabindex], ${EDITABLE}`;

export function viewport(): Size {
  return { width: document.documentElement.clientWidth || innerWidth, height: innerHeight };
}

export function isShown(element: Element): boolean {
  if (!element.isConnected) return false;
  const rect = element.getBoundingClientRect();
  return rect.width > 0 && rect.height > 0;
}

/** The part of an element that its scrolling ancestors and the window leave visible, or null. */
export function visibleRect(element: Element): Rect | null {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  let rect: Rect | null = { left, top, right, bottom };
  const view = viewport();
  rect = intersect(rect, { left: 0, top: 0, right: view.width, bottom: view.height });
  for (let at = parentAcross(element); at && rect && at !== document.body && at !== document.documentElement;
    at = parentAcross(at)) {
    if (getComputedStyle(at).overflow !== "visible") rect = intersect(rect, at.getBoundingClientRect());
  }
  return rect;
}

function intersect(a: Rect, b: Rect): Rect | null {
  const rect = {
    left: Math.max(a.left, b.left), top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right), bottom: Math.min(a.bottom, b.bottom),
  };
  return rect.right > rect.left && rect.bottom > rect.top ? rect : null;
}

/** Everything in the composer that takes text, where it can be seen. */
export function editorRects(composer: Element): Rect[] {
  const editors = composer.matches(EDITABLE) ? [composer] : [...composer.querySelectorAll(EDITABLE)];
  if (composer.shadowRoot) editors.push(...composer.shadowRoot.querySelectorAll(EDITABLE));
  return editors.map(visibleRect).filter((rect) => rect !== null);
}

/** The smallest rectangle around several, or null for none. */
export function around(rects: Rect[]): Rect | null {
  if (rects.length === 0) return null;
  return {
    left: Math.min(...rects.map((rect) => rect.left)), top: Math.min(...rects.map((rect) => rect.top)),
    right: Math.max(...rects.map((rect) => rect.right)), bottom: Math.max(...rects.map((rect) => rect.bottom)),
  };
}

/** Weights: covering what is typed is out of the question, a control is bad, other words of the page are a blemish. */
const TYPED = 1000;
const BUTTON = 40;
const TEXT = 1;

/** The cost of covering a rectangle, judged by what a person would see and hit there. `own` is the ui's host. */
export function costAround(anchor: Element, editors: Rect[], own: Element): Cost {
  const root = anchor.getRootNode() as Document | ShadowRoot;
  const button = anchor.getBoundingClientRect();
  return (rect) => {
    let cost = editors.reduce((sum, editor) => sum + (overlap(rect, editor) > 0 ? TYPED : 0), 0);
    if (overlap(rect, button) > 0) cost += BUTTON;
    for (const [x, y] of samples(rect)) cost += pointCost(root, x, y, anchor, own);
    return cost;
  };
}

function samples({ left, top, right, bottom }: Rect): [number, number][] {
  const columns = [left + 2, left + (right - left) / 3, left + (2 * (right - left)) / 3, right - 2];
  return columns.flatMap((x): [number, number][] => [[x, top + 3], [x, bottom - 3]]);
}

function pointCost(root: Document | ShadowRoot, x: number, y: number, anchor: Element, own: Element): number {
  const hit = root.elementsFromPoint?.(x, y).find((element) => element !== own);
  if (!hit) return 0;
  const control = closestAcross(hit, CONTROL);
  // A dialog that can take focus holds the button too: it is the ground, not a control.
  if (control && !control.contains(anchor)) return BUTTON;
  return [...hit.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim()) ? TEXT : 0;
}
