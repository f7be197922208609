/** The panel's small parts: where and what in words, ways on, boxes on a picture. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { waysOn } from "../../../extension/src/ui/actions";
import { whatWords, whereWords } from "../../../extension/src/ui/findings";
import { boxPercent } from "../../../extension/src/ui/picture";
import { statusWords } from "../../../extension/src/ui/status";
import { LOOKS } from "../../../extension/src/ui/phases";
import type { Phase } from "../../../extension/src/protocol/state";
import { finding, unchecked, verdict } from "./stand-ins";

describe("whereWords", () => {
  it.each([
    [{ field: "text" }, 1, true, "In the text, underlined"], [{ field: "text" }, 1, false, "In the text"],
    [{ field: "text", part: 2 }, 3, false, "In the text, part 3"], [{ field: "image", media: 0 }, 1, false, "In picture 1"],
    [{ field: "image_text", media: 1 }, 1, false, "Words in picture 2"],
    [{ field: "alt", media: 3, part: 1 }, 2, false, "In the picture description, picture 4, part 2"],
  ] as const)("%j of %i parts", (over, parts, marked, said) =>
    expect(whereWords(finding(over), { locale: "en", parts }, marked)).toBe(said));
});

describe("what could not be checked", () => {
  it.each([
    [{ what: "alt", media: 0 }, "picture description 1"], [{ what: "media", media: 1 }, "attachment 2"], [{ what: "text", media: null }, "text"],
    // A check that this version has no word for is still named.
    [{ what: "audio", media: null }, "audio"],
  ])("%j", (over, said) => expect(whatWords(unchecked(over), "en")).toBe(said));

  it("is named in the status", () => {
    const partly = verdict({ findings: [], unchecked: [unchecked()] });
    expect(statusWords({ phase: "unchecked", verdict: partly }, "en")).toBe("Couldn't check: attachment 2");
    expect(statusWords({ phase: "unchecked", verdict: null }, "en")).toBe("Not fully checked");
  });
});

describe("ways on", () => {
  it.each([
    ["empty", null, []], ["checking", null, []], ["clear", null, []], ["stale", null, []], ["confirm", null, ["confirm"]],
    ["review", null, ["ask"]], ["waiting", null, ["recheck"]], ["blocked", null, ["recheck"]], ["unchecked", null, ["recheck"]],
    ["unchecked", verdict({ needs: "confirmation" }), ["confirm", "recheck"]], ["unchecked", verdict({ needs: "approval" }), ["ask", "recheck"]],
    ["unchecked", verdict({ needs: "change" }), ["recheck"]], ["away", null, ["recheck"]], ["unverified", null, ["recheck", "settings"]],
    ["unpaired", null, ["settings", "recheck"]], ["version", null, ["recheck"]],
  ] as [Phase, ReturnType<typeof verdict> | null, string[]][])("%s", (phase, answer, ways) =>
    expect(waysOn({ phase, verdict: answer })).toEqual(ways));

  it("never confirm or ask where the verdict has no need of it", () => {
    const mayConfirm = (Object.keys(LOOKS) as Phase[]).filter((phase) => waysOn({ phase, verdict: null }).includes("confirm"));
    expect(mayConfirm).toEqual(["confirm"]);
  });
});

describe("boxPercent", () => {
  it.each([
    [[10, 20, 30, 40], { left: "10%", top: "10%", width: "30%", height: "20%" }],
    [[-10, 190, 30, 40], { left: "0%", top: "95%", width: "20%", height: "5%" }],
    [[100, 0, 5, 5], null], [[0, 0, 0, 5], null],
  ] as const)("%j on 100 by 200", (box, place) => expect(boxPercent([...box], 100, 200)).toEqual(place));

  it("never leaves the picture", () => fc.assert(fc.property(
    fc.tuple(...[0, 0, 0, 0].map(() => fc.integer({ min: -500, max: 500 }))) as fc.Arbitrary<[number, number, number, number]>,
    (box) => {
      const place = boxPercent(box, 320, 200);
      if (!place) return;
      expect(Number.parseFloat(place.left) + Number.parseFloat(place.width)).toBeLessThanOrEqual(100.02);
      expect(Number.parseFloat(place.top) + Number.parseFloat(place.height)).toBeLessThanOrEqual(100.02);
    })));
});
