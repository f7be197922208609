/** ProseMirror and TipTap (Bluesky, LinkedIn comments, Elk). */
import { richText } from "./engine";

export const prosemirror = richText("prosemirror", (element) => element.matches(".ProseMirror[contenteditable], .tiptap[contenteditable]"), {
  // A separator image and widgets are put there for the caret; the last `br` of a block is left out for every engine.
  skip: (element) => element.matches("img.ProseMirror-separator, .ProseMirror-widget"),
  newlines: () => true,
});
