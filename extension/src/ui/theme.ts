/** Light or dark, by what the composer really stands on; the browser's preference decides only where the site says nothing. */
import { parentAcross } from "./dom";

export type Theme = "light" | "dark";

export interface Colour {
  r: number;
  g: number;
  b: number;
  /** 0 to 1. */
  a: number;
}

/** Reads the computed forms `rgb(r, g, b)`, `rgba(r, g, b, a)` and `rgb(r g b / a)`; null for any other. */
export function parseColour(text: string): Colour | null {
  const parts = /^rgba?\(([^)]+)\)$/.exec(text.trim())?.[1]?.split(/[\s,/]+/).filter(Boolean);
  if (!parts || parts.length < 3) return null;
  const [r = NaN, g = NaN, b = NaN, a = 1] = parts.map((part) => part.endsWith("%") ? Number.parseFloat(part) / 100 : Number(part));
  return [r, g, b, a].some(Number.isNaN) ? null : { r, g, b, a };
}

/** Relative luminance, 0 to 1, by WCAG 2.2's definition. */
export function luminance({ r, g, b }: Colour): number {
  const [lr = 0, lg = 0, lb = 0] = [r, g, b].map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * lr + 0.7152 * lg + 0.0722 * lb;
}

/** Contrast with black and with white is equal at this luminance: below it a surface counts as dark. */
const MIDDLE = 0.179;

export function detectTheme(element: Element): Theme {
  for (let at: Element | null = element; at; at = parentAcross(at)) {
    const colour = parseColour(getComputedStyle(at).backgroundColor);
    if (colour && colour.a > 0.5) return luminance(colour) < MIDDLE ? "dark" : "light";
  }
  return prefersDark() ? "dark" : "light";
}

function prefersDark(): boolean {
  return typeof matchMedia === "function" && matchMedia("(prefers-color-scheme: dark)").matches;
}
