/** The MACs of docs/protocol.md: what a request says, and whether a reply is the companion's. */
import { fromHex, sha256Hex, toHex } from "../protocol/digest";

export const PROTOCOL = 1;

export type Bytes = Uint8Array<ArrayBuffer>;

export interface Signing {
  client: string;
  secret: Bytes;
}

/** The headers of a signed request. `target` is the path with its query, as it goes over the wire. */
export async function signedHeaders(by: Signing, method: string, target: string, body: Bytes, time: number, nonce: string): Promise<Record<string, string>> {
  const said = ["saring-request-v1", method, target, by.client, String(time), nonce, await sha256Hex(body)].join("\n");
  return {
    "Saring-Protocol": String(PROTOCOL),
    "Saring-Client": by.client,
    "Saring-Time": String(time),
    "Saring-Nonce": nonce,
    "Saring-MAC": toHex(await hmac(by.secret, new TextEncoder().encode(said))),
  };
}

/** Whether `mac` proves that the companion gave this very reply to the request that carried `nonce`. */
export async function isProven(secret: Bytes, nonce: string, status: number, body: Bytes, mac: string): Promise<boolean> {
  const given = fromHex(mac);
  if (given === null || given.length !== 32) return false;
  const said = ["saring-reply-v1", nonce, String(status), await sha256Hex(body)].join("\n");
  // WebCrypto compares in constant time.
  return crypto.subtle.verify("HMAC", await key(secret, "verify"), given, new TextEncoder().encode(said));
}

export async function hmac(secret: Bytes, data: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign("HMAC", await key(secret, "sign"), data));
}

/** `length` random bytes as hex. */
export function randomHex(length: number): string {
  return toHex(crypto.getRandomValues(new Uint8Array(length)));
}

function key(secret: Bytes, use: "sign" | "verify"): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, [use]);
}
