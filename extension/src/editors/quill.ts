/** Quill (LinkedIn): paragraphs in `.ql-editor`; embeds are guarded by U+FEFF on both sides. */
import { richText } from "./engine";

/** Quill's own guards stand at the outer edges of an embed; a U+FEFF that the author typed stands elsewhere. */
function trim(node: Text): [number, number] {
  const isGuard = node.data === "\ufeff" && node.parentElement?.querySelector(':scope > [contenteditable="false"]') != null;
  return isGuard ? [0, 0] : [0, node.data.length];
}

export const quill = richText("quill", (element) => element.matches(".ql-editor"), {
  skip: (element) => element.matches(".ql-cursor, .ql-ui"),
  trim,
  newlines: () => true,
});
