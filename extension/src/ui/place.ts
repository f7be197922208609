/** Where the status and the panel go: plain geometry, in CSS pixels of the viewport. */

export interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Size {
  width: number;
  height: number;
}

/** How bad it would be to cover this rectangle: 0 for nothing there. */
export type Cost = (rect: Rect) => number;

const GAP = 8;
/** Kept free between the status and the window's edge. */
const EDGE = 4;

export const rectAt = (left: number, top: number, size: Size): Rect =>
  ({ left, top, right: left + size.width, bottom: top + size.height });

/** Area of the intersection, 0 if none. */
export function overlap(a: Rect, b: Rect): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Moved into the window, `margin` away from its edges as far as there is room. */
export function clampInto(rect: Rect, view: Size, margin = 0): Rect {
  const size = { width: rect.right - rect.left, height: rect.bottom - rect.top };
  const left = Math.max(0, Math.min(Math.max(margin, rect.left), view.width - size.width - margin));
  const top = Math.max(0, Math.min(Math.max(margin, rect.top), view.height - size.height - margin));
  return rectAt(left, top, size);
}

/**
 * The status: beside the publish button on its inline-start side, else on its other side, below, above, else under or over the
 * whole composer. The first place that covers nothing wins; if every place covers something, the one that covers least.
 */
export function placeStatus(
  button: Rect, composer: Rect, size: Size, view: Size, rightToLeft: boolean, cost: Cost,
): Rect {
  const middle = (button.top + button.bottom - size.height) / 2;
  const before = rectAt(button.left - GAP - size.width, middle, size);
  const after = rectAt(button.right + GAP, middle, size);
  const alignEnd = rightToLeft ? button.left : button.right - size.width;
  const candidates = [
    ...(rightToLeft ? [after, before] : [before, after]),
    rectAt(alignEnd, button.bottom + GAP, size),
    rectAt(alignEnd, button.top - GAP - size.height, size),
    rectAt(alignEnd, composer.bottom + GAP, size),
    rectAt(alignEnd, composer.top - GAP - size.height, size),
  ].map((rect) => clampInto(rect, view, EDGE));
  return cheapest(candidates, cost);
}

/** The button itself, once clamped into a small window, may lie under the status: covering it counts as any other control. */
function cheapest(candidates: Rect[], cost: Cost): Rect {
  let best = candidates[0] as Rect;
  let least = Infinity;
  for (const rect of candidates) {
    const price = cost(rect);
    if (price < least) [best, least] = [rect, price];
    if (price === 0) break;
  }
  return best;
}

export interface PanelPlace {
  left: number;
  top: number;
  width: number;
  maxHeight: number;
}

const LEAST_HEIGHT = 160;

/**
 * The panel: in the free strip below the status or above what must stay readable, else at either side of it. The roomiest strip
 * wins when none holds `wanted`; only a window too small for any strip makes it cover the editor, and then from the far end.
 */
export function placePanel(status: Rect, keepClear: Rect | null, wanted: Size, view: Size): PanelPlace {
  const width = Math.min(wanted.width, view.width - 2 * GAP);
  const clear = keepClear ?? status;
  const left = Math.max(GAP, Math.min(status.right - width, view.width - width - GAP));
  const below = Math.max(status.bottom, overlapsColumn(left, width, clear) && clear.top >= status.bottom ? clear.bottom : 0) + GAP;
  const above = Math.min(status.top, overlapsColumn(left, width, clear) ? clear.top : status.top) - GAP;
  const strips: PanelPlace[] = [
    { left, width, top: below, maxHeight: view.height - below - GAP },
    { left, width, top: GAP, maxHeight: above - GAP },
    ...sides(status, clear, width, view),
  ];
  const roomy = strips.find((strip) => strip.maxHeight >= wanted.height) ?? tallest(strips);
  if (roomy.maxHeight < Math.min(LEAST_HEIGHT, wanted.height)) return overEditor(left, width, clear, wanted, view);
  return roomy.top === GAP && roomy.maxHeight === above - GAP ? hug(roomy, above, wanted) : roomy;
}

function overlapsColumn(left: number, width: number, rect: Rect): boolean {
  return left < rect.right && left + width > rect.left;
}

/** A strip beside both the editor and the status, as tall as the window. */
function sides(status: Rect, clear: Rect, width: number, view: Size): PanelPlace[] {
  const edges = { left: Math.min(status.left, clear.left), right: Math.max(status.right, clear.right) };
  const maxHeight = view.height - 2 * GAP;
  const top = Math.max(GAP, Math.min(clear.top, view.height - maxHeight - GAP));
  return [edges.right + GAP, edges.left - GAP - width]
    .filter((left) => left >= GAP && left + width <= view.width - GAP)
    .map((left) => ({ left, width, top, maxHeight }));
}

function tallest(strips: PanelPlace[]): PanelPlace {
  return strips.reduce((best, strip) => (strip.maxHeight > best.maxHeight ? strip : best));
}

/** A panel above the status sits right on top of it, not at the window's upper edge. */
function hug(strip: PanelPlace, bottom: number, wanted: Size): PanelPlace {
  return { ...strip, top: Math.max(GAP, bottom - Math.min(wanted.height, strip.maxHeight)) };
}

function overEditor(left: number, width: number, clear: Rect, wanted: Size, view: Size): PanelPlace {
  const height = Math.min(wanted.height, Math.max(LEAST_HEIGHT, view.height / 2), view.height - 2 * GAP);
  const editorIsHigh = clear.top + clear.bottom < view.height;
  return { left, width, top: editorIsHigh ? view.height - GAP - height : GAP, maxHeight: height };
}
