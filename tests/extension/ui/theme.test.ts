/** Light or dark follows what the composer stands on. */
// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { detectTheme, luminance, parseColour } from "../../../extension/src/ui/theme";
import { installStandIns } from "./stand-ins";

beforeEach(installStandIns);
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

describe("parseColour", () => {
  it.each([
    ["rgb(255, 0, 16)", { r: 255, g: 0, b: 16, a: 1 }], ["rgba(0, 0, 0, 0)", { r: 0, g: 0, b: 0, a: 0 }],
    ["rgb(1 2 3 / 0.5)", { r: 1, g: 2, b: 3, a: 0.5 }], ["rgb(1 2 3 / 50%)", { r: 1, g: 2, b: 3, a: 0.5 }],
    ["color(srgb 1 0 0)", null], ["", null], ["rgb(1, 2)", null], ["transparent", null],
  ])("%s", (text, colour) => expect(parseColour(text)).toEqual(colour));
});

it("luminance runs from black to white", () => {
  expect(luminance({ r: 0, g: 0, b: 0, a: 1 })).toBe(0);
  expect(luminance({ r: 255, g: 255, b: 255, a: 1 })).toBeCloseTo(1);
});

describe("detectTheme", () => {
  const on = (...grounds: string[]): Element => grounds.reduce<Element>((parent, ground) => {
    const child = document.createElement("div");
    child.style.backgroundColor = ground;
    parent.append(child);
    return child;
  }, document.body);

  it.each([
    [["rgb(255, 255, 255)"], "light"], [["rgb(0, 0, 0)"], "dark"], [["rgb(21, 32, 43)"], "dark"],
    [["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"], "dark"], [["rgb(0, 0, 0)", "rgb(240, 240, 240)"], "light"],
    [["rgb(255, 255, 255)", "rgba(0, 0, 0, 0.1)"], "light"],
  ])("%j is %s", (grounds, theme) => expect(detectTheme(on(...grounds))).toBe(theme));

  it("asks the browser when the site says nothing", () => {
    vi.stubGlobal("matchMedia", () => ({ matches: true }));
    expect(detectTheme(on(""))).toBe("dark");
  });

  it("looks out of a shadow root", () => {
    const host = on("rgb(0, 0, 0)");
    const inner = document.createElement("p");
    host.attachShadow({ mode: "open" }).append(inner);
    expect(detectTheme(inner)).toBe("dark");
  });
});
