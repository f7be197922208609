/** What every editing engine offers: the text as it will be posted, and the way back from offsets to the screen. */

/** A stretch of the text and the node it came from. Text nodes map one UTF-16 unit to one; atoms stand as a whole. */
export interface Segment {
  start: number;
  end: number;
  node: Node;
  /** Offset of `start` inside the text node; null when `node` as a whole (an emoji image, a mention) stands for the text. */
  offset: number | null;
}

export interface Reading {
  /** One newline per block or `br`, NBSP as a space; zero-width characters that the author typed are kept. */
  text: string;
  segments: Segment[];
}

export type TextControl = HTMLTextAreaElement | HTMLInputElement;

export type Located =
  | { kind: "ranges"; ranges: Range[] }
  | { kind: "textarea"; element: TextControl; start: number; end: number };

export interface Engine {
  /** The file's name. */
  id: string;
  /** Is this element the root of an editor of this engine? */
  matches(element: Element): boolean;
  read(element: Element): Reading;
  /** Where `[start, end)` of `read(element).text` (UTF-16) stands on screen. Never changes the DOM. */
  locate(element: Element, start: number, end: number): Located;
}
