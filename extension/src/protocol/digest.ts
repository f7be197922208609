/** The digest of a draft: SHA-256 over the netstrings of docs/protocol.md. tests/contract/digest.json holds both sides to it. */
import type { DraftWire, MediaWire } from "./draft";

/** The draft with every text well-formed: a lone surrogate becomes U+FFFD, one for one, so that positions stay. */
export function wellFormed(draft: DraftWire): DraftWire {
  return {
    site: draft.site.toWellFormed(),
    account: draft.account.toWellFormed(),
    kind: draft.kind,
    parts: draft.parts.map((part) => ({
      text: part.text.toWellFormed(),
      media: part.media.map((media) => ({
        sha256: media.sha256,
        name: media.name.toWellFormed(),
        type: media.type.toWellFormed(),
        alt: media.alt.toWellFormed(),
        unreadable: media.unreadable.toWellFormed(),
      })),
    })),
  };
}

/** The digest of a draft, as 64 hex digits. */
export async function draftDigest(draft: DraftWire): Promise<string> {
  return sha256Hex(netstrings(fields(wellFormed(draft))));
}

/** SHA-256 of bytes, as 64 hex digits. */
export async function sha256Hex(data: Uint8Array<ArrayBuffer>): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", data)));
}

export function toHex(data: Uint8Array): string {
  return Array.from(data, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Bytes of hex digits, or null if `hex` is not an even number of them. */
export function fromHex(hex: string): Uint8Array<ArrayBuffer> | null {
  if (!/^([0-9a-f]{2})*$/i.test(hex)) return null;
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** Bytes of standard base64, or null if it is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}

export function toBase64(data: Uint8Array): string {
  // In slices: a function takes only so many arguments.
  const pieces: string[] = [];
  for (let at = 0; at < data.length; at += 0x8000) pieces.push(String.fromCharCode(...data.subarray(at, at + 0x8000)));
  return btoa(pieces.join(""));
}

function fields(draft: DraftWire): string[] {
  const head = ["saring-draft-v1", draft.site, draft.account, draft.kind, String(draft.parts.length)];
  const parts = draft.parts.flatMap((part) => [
    part.text,
    String(part.media.length),
    ...part.media.flatMap((media) => [identity(media), media.alt]),
  ]);
  return [...head, ...parts];
}

function identity(media: MediaWire): string {
  return media.sha256 || `unreadable:${media.unreadable}`;
}

function netstrings(texts: string[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const pieces = texts.map((text) => {
    const data = encoder.encode(text);
    return [encoder.encode(`${data.length}:`), data, encoder.encode(",")];
  }).flat();
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  pieces.reduce((at, piece) => (whole.set(piece, at), at + piece.length), 0);
  return whole;
}
