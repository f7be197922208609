/** Makes an engine out of a test for its root and the rules by which its DOM is read. */
import { locateRanges } from "./locate";
import type { Engine } from "./types";
import { walk, type WalkRules } from "./walk";

export function richText(id: string, matches: (element: Element) => boolean, rules: WalkRules): Engine {
  return {
    id,
    matches,
    read: (element) => walk(element, rules),
    locate: (element, start, end) => locateRanges(walk(element, rules), start, end),
  };
}

/** The text of a node without the second newline that an engine adds to make a last newline visible. */
export function withoutEchoedNewline(node: Text, isLast: boolean): [number, number] {
  const length = node.data.length;
  return [0, isLast && node.data.endsWith("\n") ? length - 1 : length];
}

/** Is this element the topmost editable one, that is, an editor's root rather than something inside it? */
export function isEditingHost(element: Element): boolean {
  return isEditable(element) && !element.parentElement?.closest(EDITABLE);
}

export const EDITABLE = '[contenteditable=""], [contenteditable="true"], [contenteditable="plaintext-only"]';

function isEditable(element: Element): boolean {
  return element.matches(EDITABLE);
}
