/** A picture of the draft in the panel: blurred until asked for, with what was found framed on it. */
import type { PictureView } from "../protocol/state";
import type { Box } from "../protocol/verdict";
import { h } from "./dom";
import { words, type Locale } from "./locale";

/** A box as percentages of the picture, cut off at its edges; null when nothing of it lies inside. */
export function boxPercent(box: Box, width: number, height: number): Record<"left" | "top" | "width" | "height", string> | null {
  if (width <= 0 || height <= 0) return null;
  const [x, y, w, h0] = box;
  const left = Math.max(0, x), top = Math.max(0, y);
  const right = Math.min(width, x + w), bottom = Math.min(height, y + h0);
  if (right <= left || bottom <= top) return null;
  const percent = (part: number, whole: number): string => `${Math.round((part / whole) * 10000) / 100}%`;
  return {
    left: percent(left, width), top: percent(top, height),
    width: percent(right - left, width), height: percent(bottom - top, height),
  };
}

export function pictureFigure(picture: PictureView, locale: Locale): HTMLElement {
  const name = picture.name || words(locale, "picture.name", { media: picture.media + 1 });
  const image = h("img", { attrs: { src: picture.url } });
  const frame = h("div", { class: "frame", attrs: { "data-blurred": "" } }, image);
  const toggle = h("button", { class: "link small", attrs: { type: "button" } });
  const show = (shown: boolean): void => {
    frame.toggleAttribute("data-blurred", !shown);
    image.alt = words(locale, shown ? "picture.shown" : "picture.hidden", { name });
    toggle.textContent = words(locale, shown ? "picture.hide" : "picture.show");
  };
  toggle.addEventListener("click", () => show(frame.hasAttribute("data-blurred")));
  image.addEventListener("load", () => drawBoxes(frame, image, picture, locale));
  show(false);
  return h("figure", { class: "picture" }, frame, h("figcaption", {}, h("span", {}, name), toggle));
}

function drawBoxes(frame: HTMLElement, image: HTMLImageElement, picture: PictureView, locale: Locale): void {
  frame.querySelectorAll(".box").forEach((old) => old.remove());
  for (const { box, label } of picture.boxes) {
    const place = boxPercent(box, image.naturalWidth, image.naturalHeight);
    if (!place) continue;
    const sentence = words(locale, "picture.box", { label });
    const drawn = h("div", { class: "box", attrs: { role: "img", "aria-label": sentence, title: sentence } });
    Object.assign(drawn.style, place);
    frame.append(drawn);
  }
}
