/** Both sides of a pairing come to the same code and secret. */
import { describe, expect, it } from "vitest";
import contract from "../../contract/auth.json";
import { fromBase64, fromHex } from "../../../extension/src/protocol/digest";
import { agree, commitment, newKeys, rawPublic, readCode, type Side } from "../../../extension/src/background/pairing-math";
import type { Bytes } from "../../../extension/src/background/mac";

const side = ({ public_key, nonce }: { public_key: string; nonce: string }): Side => ({ key: fromBase64(public_key) as Bytes, nonce: fromHex(nonce) as Bytes });
const P256 = { name: "ECDH", namedCurve: "P-256" };

describe("the contract's pairings", () => {
  it.each(contract.pairings)("$name", async ({ extension, companion, code, shown, secret, ...given }) => {
    const own = await crypto.subtle.importKey("jwk", extension.jwk, P256, false, ["deriveBits"]);
    expect(await commitment(side(extension))).toBe(given.commitment);
    expect(await agree(own, side(extension), side(companion))).toEqual({ code, secret });
    expect(readCode(shown)).toBe(code);
  });

  it("refuses a key that is not on the curve", async () => {
    const keys = await newKeys();
    const own = { key: await rawPublic(keys.publicKey), nonce: new Uint8Array(32) };
    const off = own.key.slice();
    off[64] = (off[64] ?? 0) ^ 1;
    await expect(agree(keys.privateKey, own, { key: off, nonce: new Uint8Array(32) })).rejects.toThrow();
  });
});

describe("readCode", () => {
  it.each([["abcd-efgh", "ABCDEFGH"], [" AB CD ef gh ", "ABCDEFGH"], ["o0-iIlL", "001111"], ["", ""]])("%j is %j", (typed, code) => {
    expect(readCode(typed)).toBe(code);
  });
});
