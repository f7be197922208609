/** Draft.js (X, TikTok, Pinterest): blocks are `[data-block]`, text stands in `[data-text]` leaves. */
import { richText, withoutEchoedNewline } from "./engine";

/** Draft renders one more newline when a block's last leaf ends in one, since browsers hide a last newline. */
function trim(node: Text): [number, number] {
  const leaf = node.parentElement?.closest("[data-text]");
  const block = leaf?.closest("[data-block]");
  if (!leaf || !block) return [0, node.data.length];
  const leaves = block.querySelectorAll("[data-text]");
  return withoutEchoedNewline(node, leaves[leaves.length - 1] === leaf && node === leaf.lastChild);
}

export const draft = richText(
  "draft",
  (element) => element.matches(".public-DraftEditor-content")
    || (element.matches("[contenteditable]") && element.querySelector(':scope > [data-contents="true"]') !== null),
  { trim, newlines: () => true },
);
