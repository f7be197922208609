/** What both sides of a pairing compute (docs/protocol.md); tests/contract/auth.json holds both to it. */
import { sha256Hex, toHex, fromHex } from "../protocol/digest";
import { hmac, type Bytes } from "./mac";

/** Crockford's base 32: no I, L, O or U. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CURVE = { name: "ECDH", namedCurve: "P-256" };

/** One side's public half: the raw key (65 bytes, uncompressed) and its 32-byte nonce. */
export interface Side {
  key: Bytes;
  nonce: Bytes;
}

export function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(CURVE, false, ["deriveBits"]) as Promise<CryptoKeyPair>;
}

export async function rawPublic(key: CryptoKey): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.exportKey("raw", key));
}

/** What the extension says first, so that nobody can choose a key by what it says later. Hex. */
export function commitment(side: Side): Promise<string> {
  return sha256Hex(join(side.key, side.nonce));
}

/** The code that the person compares (8 letters) and the secret (64 hex digits). Rejects a key off the curve. */
export async function agree(own: CryptoKey, extension: Side, companion: Side): Promise<{ code: string; secret: string }> {
  const theirs = await crypto.subtle.importKey("raw", companion.key, CURVE, false, []);
  const shared = new Uint8Array(await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, own, 256));
  const hashed = await sha256Hex(join(ascii("saring-pairing-v1"), companion.key, companion.nonce, extension.key, extension.nonce));
  const transcript = fromHex(hashed) ?? new Uint8Array();
  const code = await hmac(shared, join(ascii("code"), transcript));
  const secret = await hmac(shared, join(ascii("secret"), transcript));
  return { code: crockford(code.subarray(0, 5)), secret: toHex(secret) };
}

/** A code as a person types it: case, hyphens and blanks don't matter, O is 0, I and L are 1. */
export function readCode(typed: string): string {
  return typed.toUpperCase().replace(/[-\s]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
}

/** 40 bits as eight letters. */
function crockford(five: Uint8Array): string {
  const bits = Array.from(five, (byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/g) ?? []).map((quintet) => ALPHABET[parseInt(quintet, 2)]).join("");
}

function ascii(text: string): Bytes {
  return new TextEncoder().encode(text);
}

function join(...pieces: Uint8Array[]): Bytes {
  return Uint8Array.from(pieces.flatMap((piece) => [...piece]));
}
