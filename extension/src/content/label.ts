/** Whole labels of buttons: what the text or the accessible name says, never a part of it. */
import type { Labels } from "../sites";

/** Is the whole label of `element`, in any language of the site, one of `labels`? */
export function hasLabel(element: Element, labels: Labels): boolean {
  const wanted = new Set([...labels.en, ...labels.id].map(normal));
  return labelsOf(element).some((label) => wanted.has(label));
}

/** Every way in which the element is named: accessible name, text, value. */
export function labelsOf(element: Element): string[] {
  const value = element instanceof HTMLInputElement ? element.value : "";
  return [element.getAttribute("aria-label") ?? "", element.textContent ?? "", value].map(normal).filter((label) => label !== "");
}

function normal(label: string): string {
  return label.replace(/[\s\u200b-\u200f\u2060\ufeff]+/g, " ").trim().toLowerCase();
}
