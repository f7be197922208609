/** Every colour of the ui keeps WCAG's AA contrast on every surface it stands on, in both themes. */
import { describe, expect, it } from "vitest";
import { HIGHLIGHT_SHEET } from "../../../extension/src/ui/marks";
import { SHEET } from "../../../extension/src/ui/sheet";
import { luminance } from "../../../extension/src/ui/theme";

function tokens(selector: string): Record<string, string> {
  const block = SHEET.slice(SHEET.indexOf(`${selector} {`)).split("}")[0] ?? "";
  return Object.fromEntries([...block.matchAll(/--(\w+): (#[0-9a-f]{6});/g)].map(([, name, colour]) => [name, colour]));
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [one, other].map((hex) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
    return luminance({ r, g, b, a: 1 });
  }).sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const THEMES = { light: tokens(".root"), dark: tokens('.root[data-theme="dark"]') };

describe.each(Object.entries(THEMES))("%s", (_, colours) => {
  it.each(["text", "soft", "quiet", "good", "ask", "hold", "stop", "fault", "focus"])("%s can be read", (name) => {
    for (const ground of ["surface", "raised"]) expect(contrast(colours[name] as string, colours[ground] as string)).toBeGreaterThanOrEqual(4.5);
  });
});

it("marks can be seen on white and on black", () => {
  const lines = [...HIGHLIGHT_SHEET.matchAll(/underline \w+ (#[0-9a-f]{6})/g)].map(([, colour]) => colour as string);
  expect(lines).toHaveLength(3);
  for (const line of lines) for (const ground of ["#ffffff", "#000000"]) expect(contrast(line, ground)).toBeGreaterThanOrEqual(3);
});
