/** Slate: text stands in `[data-slate-string]`; empty leaves hold a U+FEFF of Slate's own. */
import { richText, withoutEchoedNewline } from "./engine";

/** Slate renders one more newline when a block's last string ends in one. */
function trim(node: Text): [number, number] {
  const leaf = node.parentElement?.closest("[data-slate-string]");
  const block = leaf?.closest('[data-slate-node="element"]:not([data-slate-inline])');
  if (!leaf || !block) return [0, node.data.length];
  const leaves = block.querySelectorAll("[data-slate-string], [data-slate-zero-width]");
  return withoutEchoedNewline(node, leaves[leaves.length - 1] === leaf);
}

export const slate = richText("slate", (element) => element.matches('[data-slate-editor="true"]'), {
  skip: (element) => element.matches("[data-slate-zero-width], [data-slate-placeholder], [data-slate-spacer]"),
  trim,
  newlines: () => true,
});
