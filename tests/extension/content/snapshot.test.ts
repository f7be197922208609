/** The draft at an instant: what it holds and what it is compared by. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { snapshotOf, type PartDraft } from "../../../extension/src/content/snapshot";
import { draftDigest } from "../../../extension/src/protocol/digest";

const medium = fc.record({
  sha256: fc.constantFrom("", "a".repeat(64), "b".repeat(64)), name: fc.string(), type: fc.constant("image/png"),
  alt: fc.constantFrom("", "x", "[\"", "\ud800"), unreadable: fc.constantFrom("", "remote"), ready: fc.constant(true),
});
const parts: fc.Arbitrary<PartDraft[]> = fc.array(fc.record({
  source: fc.constant(null as never), text: fc.constantFrom("", "a", "a\n", "\",[", "1:", "\ud800", "\ufffd", "👍"), media: fc.array(medium, { maxLength: 2 }),
}), { maxLength: 3 });

const snapshot = (drafts: PartDraft[]) => snapshotOf("x", "post", structuredClone(drafts));

describe("snapshotOf", () => {
  it("is equal exactly when the digests are", async () => {
    await fc.assert(fc.asyncProperty(parts, parts, async (one, other) => {
      const [a, b] = [snapshot(one), snapshot(other)];
      expect(a.canonical === b.canonical).toBe(await draftDigest(a.draft) === await draftDigest(b.draft));
    }), { seed: 5, numRuns: 300 });
  });

  it.each<[string, Partial<PartDraft>[], boolean, number]>([
    ["nothing", [], true, 0],
    ["white space", [{ text: " \n\t" }], true, 0],
    ["words", [{ text: "a" }], false, 1],
    ["an empty part of a thread is not posted", [{ text: "a" }, { text: "" }, { text: "b" }], false, 2],
    ["zero-width characters may be posted", [{ text: "\u200b" }], false, 1],
    ["a picture alone", [{ text: "", media: [{ sha256: "", name: "", type: "", alt: "", unreadable: "remote", ready: true }] }], false, 1],
  ])("%s", (_, given, empty, count) => {
    const made = snapshot(given.map((part) => ({ source: null as never, text: "", media: [], ...part })));
    expect(made.empty).toBe(empty);
    expect(made.draft.parts).toHaveLength(count);
  });

  it("is not ready while bytes are being read, and then equals no cleared draft", () => {
    const reading = (ready: boolean) => snapshot([{ source: null as never, text: "a", media: [{ sha256: "", name: "", type: "", alt: "", unreadable: "", ready }] }]);
    expect(reading(false).ready).toBe(false);
    expect(reading(false).canonical).not.toBe(reading(true).canonical);
  });
});
