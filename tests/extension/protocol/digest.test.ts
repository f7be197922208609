/** The digest agrees with the companion's, and helpers of bytes are each other's inverse. */
/// <reference types="vite/client" />
import { describe, expect, it } from "vitest";
import fc from "fast-check";
import contractText from "../../contract/digest.json?raw";
import { draftDigest, fromBase64, fromHex, toBase64, toHex, wellFormed } from "../../../extension/src/protocol/digest";
import type { DraftWire } from "../../../extension/src/protocol/draft";

// Parsed here: bundlers refuse the lone surrogates that some cases hold.
const contract = JSON.parse(contractText) as { cases: { name: string; draft: DraftWire; digest: string }[] };
const draft = (text: string, rest: Partial<DraftWire> = {}): DraftWire => ({ site: "x", account: "", kind: "post", parts: [{ text, media: [] }], ...rest });

describe("draftDigest", () => {
  it.each(contract.cases)("$name", async (given) => {
    expect(await draftDigest(given.draft)).toBe(given.digest);
  });

  it("is the same before and after mending lone surrogates, and differs from other texts", async () => {
    await fc.assert(fc.asyncProperty(fc.string(), fc.string(), async (start, other) => {
      const text = `${start}\ud800`;
      const digest = await draftDigest(draft(text));
      expect(await draftDigest(wellFormed(draft(text)))).toBe(digest);
      fc.pre(other !== text.toWellFormed());
      expect(await draftDigest(draft(other))).not.toBe(digest);
    }), { numRuns: 50 });
  });

  it("tells apart what merely reads alike when joined", async () => {
    const two = draft("", { parts: [{ text: "a", media: [] }, { text: "b", media: [] }] });
    const swapped = draft("", { parts: [{ text: "ab", media: [] }, { text: "", media: [] }] });
    expect(await draftDigest(two)).not.toBe(await draftDigest(swapped));
  });
});

describe("bytes", () => {
  const bytes = fc.uint8Array({ maxLength: 300 });
  it("survive hex and base64", () => fc.assert(fc.property(bytes, (data) => {
    expect([...(fromHex(toHex(data)) ?? [])]).toEqual([...data]);
    expect([...(fromBase64(toBase64(data)) ?? [])]).toEqual([...data]);
  })));

  it.each(["a", "zz", "0x", "a b "])("%j is no hex", (text) => expect(fromHex(text)).toBeNull());
  it("more bytes than a call takes arguments", () => expect(fromBase64(toBase64(new Uint8Array(200_000)))?.length).toBe(200_000));
  it("what is no base64 gives null", () => expect(fromBase64("*")).toBeNull());
});
