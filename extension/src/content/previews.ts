/** Pictures that a composer shows: previews of what is attached, and images inside the editor. */
import type { Site } from "../sites";
import type { Composer } from "./composer";
import type { ShadowRoots } from "./dom";

export interface Preview {
  element: Element;
  /** Absolute URL: blob:, data:, or remote. */
  src: string;
  /** Index of the editor before it. */
  part: number;
  alt: string;
}

/** Images up to this size (CSS pixels, both ways) are icons and emoji: the smallest preview of the sites is 64 pixels. */
const ICON_SIZE = 40;

/** All previews of the composer, in the order of the page. */
export function previewsOf(composer: Composer, site: Site, shadows: ShadowRoots): Preview[] {
  const selector = site.media.previews.map((entry) => entry.selector).join(", ");
  const attached = selector === "" ? [] : shadows.queryAll(composer.root, selector);
  const inline = composer.editors.flatMap((editor) => [...editor.querySelectorAll("img, video")].filter(isNotCharacter));
  const elements = [...new Set([...attached, ...inline])].filter((element) => !isIcon(element) && !isCharacter(element, composer));
  elements.sort((one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  return elements.flatMap((element) => {
    const src = sourceOf(element);
    return src === "" ? [] : [{ element, src, part: partOf(element, composer.editors), alt: altOf(element, composer, site) }];
  });
}

function isCharacter(element: Element, composer: Composer): boolean {
  return composer.editors.some((editor) => editor.contains(element)) && !isNotCharacter(element);
}

/** An image in the text that says which characters it stands for is an emoji, unless it is shown as large as a picture. */
function isNotCharacter(element: Element): boolean {
  if (element.matches("img.ProseMirror-separator")) return false;
  const says = element.getAttribute("data-plain-text") || element.getAttribute("alt");
  return !says || element.getBoundingClientRect().width > 2 * ICON_SIZE;
}

function isIcon(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0 && width <= ICON_SIZE && height <= ICON_SIZE;
}

function sourceOf(element: Element): string {
  if (element instanceof HTMLImageElement) return element.src === "" ? "" : element.currentSrc || element.src;
  if (element instanceof HTMLVideoElement) return element.currentSrc || element.src || (element.querySelector("source")?.src ?? "");
  return backgroundOf(element);
}

function backgroundOf(element: Element): string {
  const image = element.ownerDocument.defaultView?.getComputedStyle(element).backgroundImage ?? "";
  const [, url = ""] = /url\((?:"|')?(.*?)(?:"|')?\)/.exec(image) ?? [];
  return url === "" ? "" : new URL(url, element.ownerDocument.baseURI).href;
}

/** The part that a node belongs to: the last editor before it. */
export function partOf(node: Node, editors: readonly Element[]): number {
  for (let index = editors.length - 1; index > 0; index -= 1) {
    const editor = editors[index] as Element;
    if (editor.contains(node) || editor.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) return index;
  }
  return 0;
}

/** The description of a preview: a field beside it if there is one, otherwise what the preview itself says. */
function altOf(element: Element, composer: Composer, site: Site): string {
  for (const entry of site.media.alts) {
    if (entry.where === "item") {
      const field = fieldBeside(element, composer.root, entry.selector);
      if (field) return field.value;
    }
    if (entry.where === "preview" && element.matches(entry.selector)) return element.getAttribute(entry.attribute ?? "alt") ?? "";
  }
  return "";
}

/** The field in the smallest container of this preview, provided that the container holds no editor and no other preview's image. */
function fieldBeside(element: Element, root: Element, selector: string): HTMLInputElement | HTMLTextAreaElement | null {
  for (let node = element.parentElement; node && node !== root && root.contains(node); node = node.parentElement) {
    if (node.querySelectorAll("img, video").length > 1 || node.querySelector("[contenteditable]")) return null;
    const field = node.querySelector(selector);
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) return field;
  }
  return null;
}
