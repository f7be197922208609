/** The registry of editing engines; the first that recognises an element reads it. */
import { contenteditable } from "./contenteditable";
import { draft } from "./draft";
import { EDITABLE } from "./engine";
import { lexical } from "./lexical";
import { prosemirror } from "./prosemirror";
import { quill } from "./quill";
import { slate } from "./slate";
import { textarea } from "./textarea";
import type { Engine } from "./types";

export type { Engine, Located, Reading, Segment, TextControl } from "./types";

/** The plain contenteditable comes last: every rich editor is one too. */
export const ENGINES: readonly Engine[] = [draft, lexical, quill, prosemirror, slate, textarea, contenteditable];

/** Selector for everything in which a post may be written. */
export const EDITOR_SELECTOR = `textarea, ${EDITABLE}`;

/** The engine of an editor's root, or null if this is not one. */
export function engineOf(element: Element): Engine | null {
  return ENGINES.find((engine) => engine.matches(element)) ?? null;
}
