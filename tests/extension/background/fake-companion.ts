/** A companion for tests: answers `fetch`, checks who asks, and signs as docs/protocol.md says. */
import { vi } from "vitest";
import { fromBase64, fromHex, sha256Hex, toBase64, toHex } from "../../../extension/src/protocol/digest";
import { hmac, signedHeaders, type Bytes } from "../../../extension/src/background/mac";
import { commitment, newKeys, rawPublic, type Side } from "../../../extension/src/background/pairing-math";

export const SECRET = "5a".repeat(32);
export const CLIENT = "00112233aabbccdd";
export const PAIRING = { url: "http://127.0.0.1:7274", client: CLIENT, secret: SECRET, protocol: 1 };

export interface Asked {
  method: string;
  target: string;
  body: string;
}
export interface Answer {
  status?: number;
  body: object | string;
  /** How the reply is signed; right if not said. */
  signed?: "no" | "wrong";
}

export interface FakeCompanion {
  asked: Asked[];
  /** What it answers to a request; a rejection is a closed port. */
  answer: (asked: Asked) => Answer | Promise<Answer>;
  secret: string;
}

/** Put a fresh companion in place of `fetch`. `packaged` is what the extension's folder holds as handover.json. */
export function fakeCompanion(answer: FakeCompanion["answer"], packaged: object = {}): FakeCompanion {
  const fake: FakeCompanion = { asked: [], answer, secret: SECRET };
  vi.stubGlobal("fetch", async (url: string, init?: RequestInit) => {
    if (url.startsWith("chrome-extension://")) return new Response(JSON.stringify(packaged));
    return reply(fake, new URL(url), init ?? {});
  });
  return fake;
}

/** The error body of the companion. */
export function refusal(status: number, code: string, where = ""): Answer {
  return { status, body: { error: { code, message: `companion: ${code}`, where } } };
}

async function reply(fake: FakeCompanion, { pathname, search }: URL, init: RequestInit): Promise<Response> {
  const data = (init.body ?? new Uint8Array()) as Bytes;
  const asked = { method: init.method ?? "GET", target: pathname + search, body: new TextDecoder().decode(data) };
  fake.asked.push(asked);
  const headers = init.headers as Record<string, string>;
  const nonce = headers["Saring-Nonce"] ?? "";
  if (headers["Saring-MAC"] !== undefined) {
    const signing = { client: headers["Saring-Client"] ?? "", secret: fromHex(fake.secret) as Bytes };
    const right = await signedHeaders(signing, asked.method, asked.target, data, Number(headers["Saring-Time"]), nonce);
    if (right["Saring-MAC"] !== headers["Saring-MAC"]) throw new Error("the extension signs wrongly");
  }
  const { status = 200, body, signed } = await fake.answer(asked);
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const said = `saring-reply-v1\n${nonce}\n${status}\n${await sha256Hex(new TextEncoder().encode(text))}`;
  const secret = fromHex(signed === "wrong" ? "00".repeat(32) : fake.secret) as Bytes;
  const mac: Record<string, string> = signed === "no" ? {} : { "Saring-MAC": toHex(await hmac(secret, new TextEncoder().encode(said))) };
  return new Response(text, { status, headers: mac });
}

/** The companion's half of a pairing. `code` is what its terminal shows, once the extension has revealed its key. */
export class PairingDesk {
  code = "";
  secret = "";
  confirmed = false;
  private committed = "";
  private keys: CryptoKeyPair | null = null;
  private own: Side = { key: new Uint8Array(), nonce: new Uint8Array() };

  answer = async ({ target, body }: Asked): Promise<Answer> => {
    const said = JSON.parse(body) as Record<string, string>;
    if (target === "/v1/pairings") return this.offer(said);
    if (target === "/v1/pairings/p1/reveal") return this.reveal(said);
    this.confirmed = said.code === this.code;
    return { body: { client: CLIENT } };
  };

  private async offer(said: Record<string, string>): Promise<Answer> {
    this.committed = String(said.commitment);
    this.keys = await newKeys();
    this.own = { key: await rawPublic(this.keys.publicKey), nonce: crypto.getRandomValues(new Uint8Array(32)) };
    return { body: { pairing: "p1", public_key: toBase64(this.own.key), nonce: toHex(this.own.nonce) } };
  }

  private async reveal(said: Record<string, string>): Promise<Answer> {
    const theirs = { key: fromBase64(String(said.public_key)) as Bytes, nonce: fromHex(String(said.nonce)) as Bytes };
    if ((await commitment(theirs)) !== this.committed) return refusal(400, "bad_request");
    // The same roles as on the other side: what is hashed is the companion's half first.
    const transcriptOf = { extension: theirs, companion: this.own };
    const { code, secret } = await agreeAsCompanion((this.keys as CryptoKeyPair).privateKey, transcriptOf);
    Object.assign(this, { code, secret });
    return { body: { client: CLIENT } };
  }
}

async function agreeAsCompanion(own: CryptoKey, { extension, companion }: { extension: Side; companion: Side }) {
  const theirs = await crypto.subtle.importKey("raw", extension.key, { name: "ECDH", namedCurve: "P-256" }, false, []);
  const shared = new Uint8Array(await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, own, 256));
  const joined = Uint8Array.from([...new TextEncoder().encode("saring-pairing-v1"), ...companion.key, ...companion.nonce, ...extension.key, ...extension.nonce]);
  const transcript = fromHex(await sha256Hex(joined)) as Bytes;
  const derive = (label: string) => hmac(shared, Uint8Array.from([...new TextEncoder().encode(label), ...transcript]));
  const bits = Array.from((await derive("code")).subarray(0, 5)).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const letters = Array.from({ length: 8 }, (_, index) => "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[Number((bits >> BigInt(35 - 5 * index)) & 31n)]);
  return { code: letters.join(""), secret: toHex(await derive("secret")) };
}
