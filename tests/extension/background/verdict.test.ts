/** Verdicts are converted for the page, and those that contradict themselves or the question are refused. */
import { describe, expect, it } from "vitest";
import contract from "../../contract/verdict.json";
import { verdictOn } from "../../../extension/src/background/verdict";
import type { DraftWire } from "../../../extension/src/protocol/draft";

type Case = (typeof contract.cases)[number];
const draftOf = (given: Case) => given.draft as DraftWire;
const read = (given: Case, changes: object = {}) => verdictOn(draftOf(given), given.reply.digest, given.reply.revision, { ...given.reply, ...changes });
const [clear] = contract.cases as [Case];
const asked = contract.cases.find(({ reply }) => reply.findings.length > 0) as Case;
const finding = asked.reply.findings[0] as object;

describe("verdictOn", () => {
  it.each(contract.cases)("accepts: $name", (given) => {
    const verdict = read(given);
    expect(verdict.action).toBe(given.reply.action);
    verdict.findings.forEach(({ field, part, media, start, end }, index) => {
      const before = given.reply.findings[index];
      const text = field === "text" ? draftOf(given).parts[part]?.text : draftOf(given).parts[part]?.media[media ?? -1]?.alt;
      if (field === "image_text" || before?.start == null || before.end == null) expect([start, end]).toEqual([before?.start, before?.end]);
      else expect(text?.slice(start ?? 0, end ?? 0)).toBe([...(text ?? "")].slice(before.start, before.end).join(""));
    });
  });

  it("turns positions behind an emoji", () => {
    expect(draftOf(asked).parts[0]?.text.startsWith("😀 ")).toBe(true);
    expect(read(asked).findings[0]).toMatchObject({ start: 3, end: 11 });
  });

  it.each([
    ["another draft's", { digest: "0".repeat(64) }, "companion_unverified"],
    ["another revision's", { revision: 99 }, "companion_unverified"],
    ["a block that opens", { action: "block", opens: true }, "version_mismatch"],
    ["a warning that opens", { action: "warn", opens: true }, "version_mismatch"],
    ["an ungranted review that opens", { action: "review", opens: true, needs: null }, "version_mismatch"],
    ["one that stays shut and needs nothing", { opens: false, needs: null }, "version_mismatch"],
    ["one that opens and needs something", { needs: "change" }, "version_mismatch"],
    ["an unknown action", { action: "maybe" }, "version_mismatch"],
    ["no expiry", { expires: null }, "version_mismatch"],
    ["no findings", { findings: null }, "version_mismatch"],
    ["no list of what was not checked", { unchecked: undefined }, "version_mismatch"],
    ["a finding in a part that is not there", { findings: [{ ...finding, part: 7 }] }, "version_mismatch"],
    ["half a span", { findings: [{ ...finding, end: null }] }, "version_mismatch"],
    ["a span of words", { findings: [{ ...finding, start: "2" }] }, "version_mismatch"],
  ])("refuses %s", (_name, changes, code) => {
    expect(() => read(clear, changes)).toThrow(expect.objectContaining({ code }));
  });

  it.each([null, "allow", 1, []])("refuses %j", (said) => {
    expect(() => verdictOn(draftOf(clear), "", 1, said)).toThrow(expect.objectContaining({ code: "version_mismatch" }));
  });
});
