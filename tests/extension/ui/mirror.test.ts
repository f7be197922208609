/** How a textarea's text is cut for its mirror, and how the mirror lies. */
// @vitest-environment jsdom
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { makeMirrors, segments } from "../../../extension/src/ui/mirror";
import { SEVERITIES } from "../../../extension/src/ui/marks";
import { installStandIns } from "./stand-ins";

const mark = (start: number, end: number, severity: "warn" | "review" | "block" = "block", finding = 0) =>
  ({ start, end, severity, finding });

describe("segments", () => {
  it("draws the strictest where marks overlap and keeps every finding", () => {
    expect(segments("abcdef", [mark(0, 4, "warn", 0), mark(2, 6, "block", 1)])).toEqual([
      { text: "ab", severity: "warn", findings: [0] },
      { text: "cd", severity: "block", findings: [0, 1] },
      { text: "ef", severity: "block", findings: [1] },
    ]);
  });

  it.each([
    ["empty", mark(2, 2)], ["backwards", mark(3, 1)], ["beyond the end", mark(9, 12)], ["before the start", mark(-4, 0)],
  ])("drops a mark that is %s", (_, wrong) =>
    expect(segments("abc", [wrong])).toEqual([{ text: "abc", severity: null, findings: [] }]));

  it("cuts a mark that reaches over the end", () =>
    expect(segments("abc", [mark(1, 99)]).map(({ text }) => text)).toEqual(["a", "bc"]));

  it("joins to the whole text and marks exactly the marked positions", () => fc.assert(fc.property(
    fc.string({ unit: "grapheme", maxLength: 40 }),
    fc.array(fc.record({ start: fc.integer({ min: -3, max: 45 }), end: fc.integer({ min: -3, max: 45 }),
      severity: fc.constantFrom(...SEVERITIES), finding: fc.nat(5) }), { maxLength: 6 }),
    (text, marks) => {
      const cut = segments(text, marks);
      expect(cut.map((segment) => segment.text).join("")).toBe(text);
      let at = 0;
      for (const segment of cut) {
        for (const end = at + segment.text.length; at < end; at++) {
          expect(segment.severity !== null).toBe(marks.some((each) => each.start <= at && at < each.end));
        }
      }
    })));
});

describe("mirrors", () => {
  let layer: HTMLElement;
  let field: HTMLTextAreaElement;
  beforeEach(() => {
    installStandIns();
    layer = document.createElement("div");
    field = document.createElement("textarea");
    document.body.replaceChildren(field, layer);
    field.value = "one two\n";
    Object.defineProperties(field, {
      clientWidth: { value: 70 }, clientHeight: { value: 28 }, clientLeft: { value: 2 }, clientTop: { value: 3 }, offsetWidth: { value: 80 },
    });
    Object.assign(window, { innerWidth: 1000, innerHeight: 800 });
    Object.defineProperty(document.documentElement, "clientWidth", { value: 1000, configurable: true });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
  const fieldMark = (start: number, end: number) => ({ kind: "textarea" as const, element: field, start, end, finding: 3, severity: "block" as const });
  const outer = (): HTMLElement => layer.querySelector(".mirror") as HTMLElement;

  it("lies inside the field's border and repeats its text", () => {
    makeMirrors(layer).draw([fieldMark(4, 7)]);
    expect(outer().style).toMatchObject({ left: "102px", top: "103px", width: "70px", height: "28px" });
    expect(outer().textContent).toBe("one two\n\u200b");
    expect(outer().querySelector("mark")?.textContent).toBe("two");
    expect(outer().getAttribute("aria-hidden")).toBe("true");
  });

  it("scrolls with the field", () => {
    makeMirrors(layer).draw([fieldMark(4, 7)]);
    field.scrollTop = 12;
    field.dispatchEvent(new Event("scroll"));
    expect((outer().firstElementChild as HTMLElement).style.transform).toBe("translate(0px, -12px)");
  });

  it("drops its marks at the first keystroke, and leaves the field's value alone", () => {
    makeMirrors(layer).draw([fieldMark(4, 7)]);
    field.dispatchEvent(new Event("input"));
    expect(outer().querySelector("mark")).toBeNull();
    expect(field.value).toBe("one two\n");
  });

  it("goes when there is nothing to mark", () => {
    const mirrors = makeMirrors(layer);
    mirrors.draw([fieldMark(4, 7)]);
    mirrors.draw([]);
    expect(layer.childElementCount).toBe(0);
  });
});
