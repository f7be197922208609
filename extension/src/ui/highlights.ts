/** Marks the words in place: CSS custom highlights over ranges, a mirror over textareas. The editor's own DOM stays untouched. */
import type { Mark } from "../protocol/state";
import { FLASH, HIGHLIGHT_SHEET, highlightName } from "./marks";
import { makeMirrors } from "./mirror";
import { adopt } from "./styles";

export interface Highlighter {
  draw(marks: Mark[]): void;
  /** The site scrolled or moved: the mirrors follow. */
  follow(): void;
  /** Bring one finding's words into view and tint them for a moment, without touching focus or caret. */
  show(finding: number): void;
  has(finding: number): boolean;
  dispose(): void;
}

/** How long shown words stay tinted, in milliseconds. */
const SHOWN_MS = 1800;

/** `layer` is an element of our shadow root that mirrors are put into. */
export function makeHighlighter(layer: HTMLElement): Highlighter {
  const mirrors = makeMirrors(layer);
  const sheets = new Map<Node, () => void>();
  let drawn: Mark[] = [];
  let flashing: { ranges: Range[]; timer: ReturnType<typeof setTimeout> } | null = null;

  const clearFlash = (): void => {
    if (!flashing) return;
    clearTimeout(flashing.timer);
    take(FLASH, flashing.ranges);
    flashing = null;
  };
  const clearRanges = (): void => {
    clearFlash();
    for (const mark of drawn) if (mark.kind === "ranges") take(highlightName(mark.severity), mark.ranges);
  };
  return {
    draw(marks) {
      clearRanges();
      drawn = marks;
      for (const mark of marks) {
        if (mark.kind !== "ranges") continue;
        mark.ranges.forEach((range) => styleTreeOf(range, sheets));
        put(highlightName(mark.severity), mark.ranges);
      }
      mirrors.draw(marks.filter((mark) => mark.kind === "textarea"));
    },
    follow: () => mirrors.follow(),
    has: (finding) => drawn.some((mark) => mark.finding === finding),
    show(finding) {
      clearFlash();
      const ranges = drawn.flatMap((mark) => (mark.kind === "ranges" && mark.finding === finding ? mark.ranges : []));
      scrollTo(ranges[0]);
      put(FLASH, ranges);
      flashing = { ranges, timer: setTimeout(clearFlash, SHOWN_MS) };
      mirrors.show(finding, SHOWN_MS);
    },
    dispose() {
      clearRanges();
      drawn = [];
      mirrors.dispose();
      // The sheet stays where another composer of this page may still need it; without highlights it styles nothing.
      sheets.clear();
    },
  };
}

/** The registry is the document's: several composers, and several content scripts, add to the same highlights. */
function registry(): HighlightRegistry | null {
  return typeof CSS !== "undefined" && "highlights" in CSS && typeof Highlight === "function" ? CSS.highlights : null;
}

function put(name: string, ranges: Range[]): void {
  const highlights = registry();
  if (!highlights || ranges.length === 0) return;
  const highlight = highlights.get(name) ?? new Highlight();
  for (const range of ranges) highlight.add(range);
  highlights.set(name, highlight);
}

function take(name: string, ranges: Range[]): void {
  const highlights = registry();
  const highlight = highlights?.get(name);
  if (!highlights || !highlight) return;
  for (const range of ranges) highlight.delete(range);
  if (highlight.size === 0) highlights.delete(name);
}

/** `::highlight()` rules reach only their own tree, so the document or shadow root of the words gets the sheet. */
function styleTreeOf(range: Range, sheets: Map<Node, () => void>): void {
  for (const root of new Set([range.startContainer.getRootNode(), document])) {
    if (sheets.has(root) || !(root instanceof Document || root instanceof ShadowRoot)) continue;
    sheets.set(root, adopt(root, HIGHLIGHT_SHEET));
  }
}

function scrollTo(range: Range | undefined): void {
  const at = range?.startContainer;
  const element = at instanceof Element ? at : at?.parentElement;
  element?.scrollIntoView({ block: "nearest", inline: "nearest" });
}
