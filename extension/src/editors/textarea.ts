/** Plain form controls (Mastodon, old forms): the value is the text. */
import type { Engine, TextControl } from "./types";

/** Types of `input` in which a person writes a line of text. */
const TEXT_INPUT = 'input:not([type]), input[type="text"]';

export const textarea: Engine = {
  id: "textarea",
  matches: (element) => element.matches(`textarea, ${TEXT_INPUT}`),
  read(element) {
    const text = (element as TextControl).value.replaceAll("\u00a0", " ");
    return { text, segments: text === "" ? [] : [{ start: 0, end: text.length, node: element, offset: null }] };
  },
  locate: (element, start, end) => ({ kind: "textarea", element: element as TextControl, start, end }),
};
