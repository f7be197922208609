/** MACs agree with the companion's, and nothing but the very reply is believed. */
import { describe, expect, it } from "vitest";
import contract from "../../contract/auth.json";
import { fromHex } from "../../../extension/src/protocol/digest";
import { isProven, signedHeaders, type Bytes } from "../../../extension/src/background/mac";

const bytes = (hex: string): Bytes => fromHex(hex) as Bytes;

describe("signedHeaders", () => {
  it.each(contract.requests)("$name", async ({ secret, method, target, client, time, nonce, body, mac }) => {
    const headers = await signedHeaders({ client, secret: bytes(secret) }, method, target, bytes(body), Number(time), nonce);
    expect(headers).toEqual({ "Saring-Protocol": "1", "Saring-Client": client, "Saring-Time": time, "Saring-Nonce": nonce, "Saring-MAC": mac });
  });
});

describe("isProven", () => {
  it.each(contract.replies)("$name", async ({ secret, nonce, status, body, mac }) => {
    const data = bytes(body);
    expect(await isProven(bytes(secret), nonce, status, data, mac)).toBe(true);
    expect(await isProven(bytes(secret), nonce, status + 1, data, mac)).toBe(false);
    expect(await isProven(bytes(secret), nonce.replace(/^./, (digit) => (digit === "0" ? "1" : "0")), status, data, mac)).toBe(false);
    expect(await isProven(bytes(secret), nonce, status, bytes(`${body}00`), mac)).toBe(false);
    expect(await isProven(bytes("11".repeat(32)), nonce, status, data, mac)).toBe(false);
    for (const wrong of ["", "zz", mac.slice(2), "00".repeat(32)]) expect(await isProven(bytes(secret), nonce, status, data, wrong)).toBe(false);
  });
});
