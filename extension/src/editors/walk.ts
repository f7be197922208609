/** Reads the DOM of a rich-text editor line by line; the engines say which nodes are not the author's. */
import type { Reading, Segment } from "./types";

export interface WalkRules {
  /** Nodes that the engine put there for itself (cursors, fillers, placeholders). */
  skip?(element: Element): boolean;
  /** A node that stands for a text as a whole, or null to read its children. */
  atom?(element: Element): string | null;
  /** The part of a text node that is the author's: `[from, to)`. */
  trim?(node: Text): [number, number];
  /** Newlines inside text nodes are the author's (true), or white space of the markup (false). */
  newlines(element: Element): boolean;
}

const BLOCKS = new Set([
  "ADDRESS", "ARTICLE", "ASIDE", "BLOCKQUOTE", "DD", "DETAILS", "DIV", "DL", "DT", "FIGCAPTION", "FIGURE", "FOOTER", "H1", "H2",
  "H3", "H4", "H5", "H6", "HEADER", "HR", "LI", "OL", "P", "PRE", "SECTION", "TABLE", "TBODY", "TD", "TH", "THEAD", "TR", "UL",
]);

/** An image that stands for characters (an emoji) gives them here. */
export function plainAtom(element: Element): string | null {
  const plain = element.getAttribute("data-plain-text");
  if (plain !== null) return plain;
  return element.tagName === "IMG" ? (element.getAttribute("alt") ?? "") : null;
}

class Lines {
  readonly segments: Segment[] = [];
  text = "";
  private lines = 0;
  private lineStart = 0;
  private open = false;
  /** A `br` is written when something follows it: the last one of a block only keeps the block open on screen. */
  private pendingBreak = false;

  /** Start a line if none is open: everything inline between two block boundaries is one line. */
  begin(): void {
    if (this.open) return;
    if (this.lines > 0) this.text += "\n";
    this.lines += 1;
    this.lineStart = this.text.length;
    this.open = true;
  }

  /** End the open line. */
  end(): void {
    this.open = false;
    this.pendingBreak = false;
  }

  get isOpen(): boolean {
    return this.open;
  }

  lineBreak(): void {
    this.begin();
    if (this.pendingBreak) this.text += "\n";
    this.pendingBreak = true;
  }

  add(text: string, node: Node, offset: number | null): void {
    if (text === "") return;
    this.begin();
    if (this.pendingBreak) this.text += "\n";
    this.pendingBreak = false;
    const start = this.text.length;
    this.text += text;
    this.segments.push({ start, end: this.text.length, node, offset });
  }
}

/** Read `root` by `rules`. */
export function walk(root: Element, rules: WalkRules): Reading {
  const lines = new Lines();
  readChildren(root, rules, lines);
  return { text: lines.text, segments: lines.segments };
}

function readChildren(parent: Element, rules: WalkRules, lines: Lines): void {
  for (const node of parent.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) readText(node as Text, parent, rules, lines);
    else if (node.nodeType === Node.ELEMENT_NODE) readElement(node as Element, rules, lines);
  }
}

function readElement(element: Element, rules: WalkRules, lines: Lines): void {
  if (rules.skip?.(element)) return;
  const atom = rules.atom?.(element) ?? plainAtom(element);
  if (atom !== null) lines.add(atom.replaceAll("\u00a0", " "), element, null);
  else if (element.tagName === "BR") lines.lineBreak();
  else if (isBlock(element)) readBlock(element, rules, lines);
  else readChildren(element, rules, lines);
}

function readBlock(block: Element, rules: WalkRules, lines: Lines): void {
  lines.end();
  if (!hasBlockChild(block, rules)) lines.begin();
  readChildren(block, rules, lines);
  lines.end();
}

function isBlock(element: Element): boolean {
  return BLOCKS.has(element.tagName);
}

/** A wrapper of blocks is not a line itself; a block without blocks is one, even when it is empty. */
function hasBlockChild(block: Element, rules: WalkRules): boolean {
  for (const child of block.children) {
    if (rules.skip?.(child)) continue;
    if (isBlock(child) || hasBlockChild(child, rules)) return true;
  }
  return false;
}

function readText(node: Text, parent: Element, rules: WalkRules, lines: Lines): void {
  const [from, to] = rules.trim?.(node) ?? [0, node.data.length];
  let text = node.data.slice(from, to).replaceAll("\u00a0", " ");
  if (!rules.newlines(parent)) {
    if (!lines.isOpen && /^[ \t\r\n]*$/.test(node.data)) return;
    text = text.replace(/[\t\r\n]/g, " ");
  }
  lines.add(text, node, from);
}
