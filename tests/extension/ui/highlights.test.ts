/** Marks live in the document's highlight registry, shared by all composers, and never in the editor's DOM. */
// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { makeHighlighter } from "../../../extension/src/ui/highlights";
import { FLASH } from "../../../extension/src/ui/marks";
import { installStandIns } from "./stand-ins";

let highlights: Map<string, Set<Range>>;
let editor: HTMLElement;
beforeEach(() => {
  installStandIns();
  highlights = new Map();
  vi.stubGlobal("Highlight", Set);
  vi.stubGlobal("CSS", { highlights });
  vi.useFakeTimers();
  editor = document.createElement("div");
  editor.textContent = "one two three";
  editor.scrollIntoView = vi.fn();
  document.body.replaceChildren(editor);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const layer = (): HTMLElement => document.createElement("div");
function words(start: number, end: number, finding = 0, severity: "warn" | "block" = "block") {
  const range = document.createRange();
  range.setStart(editor.firstChild as Text, start);
  range.setEnd(editor.firstChild as Text, end);
  return { kind: "ranges" as const, ranges: [range], finding, severity };
}
const marked = (name: string): string[] => [...(highlights.get(name) ?? [])].map(String);

it("marks by severity, and the editor's DOM stays as it was", () => {
  const before = document.body.innerHTML;
  makeHighlighter(layer()).draw([words(0, 3), words(4, 7, 1, "warn")]);
  expect(marked("saring-block")).toEqual(["one"]);
  expect(marked("saring-warn")).toEqual(["two"]);
  expect(document.body.innerHTML).toBe(before);
});

it("replaces its own marks and leaves another composer's", () => {
  const [mine, other] = [makeHighlighter(layer()), makeHighlighter(layer())];
  other.draw([words(8, 13)]);
  mine.draw([words(0, 3)]);
  mine.draw([words(4, 7)]);
  expect(marked("saring-block").sort()).toEqual(["three", "two"]);
  mine.dispose();
  expect(marked("saring-block")).toEqual(["three"]);
  other.dispose();
  expect(highlights.size).toBe(0);
});

it("styles the tree that holds the words", () => {
  makeHighlighter(layer()).draw([words(0, 3)]);
  const [sheet] = document.adoptedStyleSheets as unknown as { text: string }[];
  expect(sheet?.text).toContain("::highlight(saring-block)");
});

it("shows one finding's words for a moment", () => {
  const highlighter = makeHighlighter(layer());
  highlighter.draw([words(0, 3), words(4, 7, 1)]);
  highlighter.show(1);
  expect(marked(FLASH)).toEqual(["two"]);
  expect(editor.scrollIntoView).toHaveBeenCalled();
  vi.advanceTimersByTime(5000);
  expect(highlights.has(FLASH)).toBe(false);
});

it("knows which findings have a mark", () => {
  const highlighter = makeHighlighter(layer());
  highlighter.draw([words(0, 3, 2)]);
  expect([highlighter.has(2), highlighter.has(0)]).toEqual([true, false]);
});

it("does without in a browser that has no highlights", () => {
  vi.stubGlobal("CSS", {});
  const highlighter = makeHighlighter(layer());
  expect(() => {
    highlighter.draw([words(0, 3)]);
    highlighter.show(0);
    highlighter.dispose();
  }).not.toThrow();
});
