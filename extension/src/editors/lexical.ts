/** Lexical (Facebook, Instagram, Threads, Reddit): paragraphs of `[data-lexical-text]` spans, `br` as line breaks. */
import { richText } from "./engine";

export const lexical = richText("lexical", (element) => element.matches('[data-lexical-editor="true"]'), {
  // The caret beside a picture or a mention is a block of its own that holds no text.
  skip: (element) => element.matches('[data-lexical-cursor="true"]'),
  newlines: () => true,
});
