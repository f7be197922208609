/** A plain contenteditable (YouTube, home-made boxes): blocks and `br`, white space as the style has it. */
import { isEditingHost, richText } from "./engine";

function keepsNewlines(element: Element): boolean {
  const style = element.ownerDocument.defaultView?.getComputedStyle(element).whiteSpace ?? "";
  return style.startsWith("pre") || style === "break-spaces";
}

export const contenteditable = richText("contenteditable", isEditingHost, { newlines: keepsNewlines });
