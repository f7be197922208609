/** Puts the status and the panel on the screen: measures the site, asks place.ts, sets two rectangles. */
import { placePanel, placeStatus, type Rect } from "./place";
import { around, costAround, editorRects, isShown, viewport, visibleRect } from "./surroundings";

const PANEL_WIDTH = 380;
const PANEL_HEIGHT = 560;
/** Below this height the panel scrolls as a whole, since its actions alone would leave no room for the reasons. */
const SHORT = 320;

export interface Placed {
  anchor: HTMLElement;
  composer: HTMLElement;
  /** The ui's host: hidden while neither button nor composer can be seen. */
  own: HTMLElement;
  status: HTMLElement;
  panel: HTMLElement;
}

export function layOut({ anchor, composer, own, status, panel }: Placed): void {
  const ground = visibleRect(composer);
  const button = ground && buttonRect(anchor, ground);
  own.hidden = !button;
  if (!ground || !button || status.hidden) return;
  const editors = editorRects(composer);
  const rightToLeft = getComputedStyle(anchor).direction === "rtl";
  const size = { width: status.offsetWidth, height: status.offsetHeight };
  const spot = placeStatus(button, ground, size, viewport(), rightToLeft, costAround(anchor, editors, own));
  Object.assign(status.style, { left: `${spot.left}px`, top: `${spot.top}px` });
  if (!panel.hidden) layOutPanel(panel, spot, around(editors));
}

/** A composer without a visible button (one that sends on Enter) still gets its status, at its own lower edge. */
function buttonRect(anchor: HTMLElement, ground: Rect): Rect | null {
  if (isShown(anchor)) return visibleRect(anchor);
  return { left: ground.right, right: ground.right, top: ground.bottom, bottom: ground.bottom };
}

function layOutPanel(panel: HTMLElement, spot: Rect, typed: Rect | null): void {
  const view = viewport();
  const body = panel.querySelector(".body");
  const scrolled = [panel.scrollTop, body?.scrollTop ?? 0] as const;
  panel.style.maxHeight = "none";
  panel.style.width = `${Math.min(PANEL_WIDTH, view.width - 16)}px`;
  const wanted = { width: PANEL_WIDTH, height: Math.min(panel.offsetHeight, PANEL_HEIGHT) };
  const { left, top, width, maxHeight } = placePanel(spot, typed, wanted, view);
  const height = Math.min(maxHeight, PANEL_HEIGHT);
  Object.assign(panel.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, maxHeight: `${height}px` });
  panel.toggleAttribute("data-short", height < SHORT);
  if (!body) return;
  // Measuring took the limit off for a moment, and with it what was scrolled.
  [panel.scrollTop, body.scrollTop] = scrolled;
  // What scrolls must be reachable with the keyboard.
  if (body.scrollHeight > body.clientHeight) body.setAttribute("tabindex", "0");
  else body.removeAttribute("tabindex");
}
