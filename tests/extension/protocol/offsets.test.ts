/** Code point positions become UTF-16 positions. */
import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { utf16Positions } from "../../../extension/src/protocol/offsets";

/** Any code points, lone surrogates among them, half of them beyond the first plane. */
const point = fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0x10000, max: 0x10ffff }));
const anyText = fc.array(point, { maxLength: 50 }).map((points) => String.fromCodePoint(...points));

describe("utf16Positions", () => {
  it.each([
    ["plain", 3, 3],
    ["😀 b", 1, 2],
    ["😀😀 c", 3, 5],
    ["a\ud800b", 2, 2],
    ["\ude00\ud83d", 1, 1],
    ["", 0, 0],
    ["ab", 9, 2],
    ["😀", 9, 2],
    ["ab", -1, 0],
  ])("%j: %i is %i", (text, codePoints, units) => expect(utf16Positions(text)(codePoints)).toBe(units));

  it("cuts any text where its code points are cut", () => {
    fc.assert(fc.property(anyText, fc.nat(60), fc.nat(60), (text, a, b) => {
      const [start, end] = [Math.min(a, b), Math.max(a, b)];
      const at = utf16Positions(text);
      expect(text.slice(at(start), at(end))).toBe([...text].slice(start, end).join(""));
    }));
  });
});
