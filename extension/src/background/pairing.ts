/** Pairing by a short code: what is under way lives in `storage.session`, so the background may sleep while one types. */
import { browserName } from "../platform/browser";
import { read, remove, update, write } from "../platform/storage";
import type { PairReply, PairState } from "../protocol/messages";
import { fromBase64, fromHex, toBase64, toHex } from "../protocol/digest";
import { clearVerdicts } from "./cache";
import { ask, type Line } from "./companion";
import { companionUrl, credentials, forgetOwn, keepOwn, pairingSource } from "./credentials";
import { forgetHealth } from "./health";
import { PROTOCOL, randomHex } from "./mac";
import { agree, commitment, newKeys, rawPublic, readCode, type Side } from "./pairing-math";
import { currentLocale } from "./settings";
import { sentence } from "./sentences";
import { Trouble } from "./trouble";

/** The companion's window (docs/protocol.md). Ours opens later, so the companion's word comes first. Milliseconds. */
const WINDOW = 120_000;
const TRIES = 5;
const TIMEOUT = 5_000;
const KEY = "pairing-begun";

interface Begun {
  url: string;
  pairing: string;
  client: string;
  code: string;
  secret: string;
  expires: number;
  triesLeft: number;
}

/** Begin: afterwards the terminal shows the code. Raises Trouble with the codes of PairReply. */
export async function startPairing(now = Date.now()): Promise<PairReply> {
  await refuseIfManaged();
  const url = await companionUrl();
  const keys = await newKeys();
  const own: Side = { key: await rawPublic(keys.publicKey), nonce: fromHex(randomHex(32)) ?? new Uint8Array() };
  const offer = await post(url, "/v1/pairings", { protocol: PROTOCOL, commitment: await commitment(own), name: browserName() });
  const pairing = String(offer.pairing ?? "");
  const { code, secret } = await agree(keys.privateKey, own, sideOf(offer)).catch(() => { throw new Trouble("companion_unverified"); });
  if (!/^[\w-]{1,64}$/.test(pairing)) throw new Trouble("companion_unverified");
  const told = await post(url, `/v1/pairings/${pairing}/reveal`, { public_key: toBase64(own.key), nonce: toHex(own.nonce) });
  const begun: Begun = { url, pairing, client: String(told.client ?? ""), code, secret, expires: now + WINDOW, triesLeft: TRIES };
  await write("session", KEY, begun);
  return { ok: true, state: "code-needed", triesLeft: TRIES, expires: begun.expires };
}

/** Compare the typed code with ours. Raises `pairing_expired`, `too_many_tries` and what the companion says. */
export async function enterCode(typed: string, now = Date.now()): Promise<PairReply> {
  const begun = await underWay(now);
  if (!begun) throw new Trouble("pairing_expired");
  if (readCode(typed) !== begun.code) return wrongCode();
  const line: Line = { url: begun.url, signing: { client: begun.client, secret: fromHex(begun.secret) ?? new Uint8Array() } };
  try {
    await ask(line, { method: "POST", target: `/v1/pairings/${begun.pairing}/confirm`, body: { code: begun.code }, timeout: TIMEOUT });
  } catch (error) {
    // An unreachable companion may be back before the window closes; anything else has ended this pairing.
    if (!(error instanceof Trouble) || !["companion_unreachable", "timed_out"].includes(error.code)) await cancelPairing();
    throw error;
  }
  await keepOwn(begun.url, begun.client, begun.secret);
  await Promise.all([cancelPairing(), clearVerdicts()]);
  forgetHealth();
  return { ok: true, state: "paired", client: begun.client };
}

export async function cancelPairing(): Promise<PairReply> {
  await remove("session", KEY);
  return { ok: true, ...(await pairState()) };
}

/** Forget the person's own pairing. */
export async function forgetPairing(): Promise<PairReply> {
  await refuseIfManaged();
  await Promise.all([forgetOwn(), remove("session", KEY), clearVerdicts()]);
  forgetHealth();
  return { ok: true, state: "idle" };
}

/** Where pairing stands. */
export async function pairState(now = Date.now()): Promise<PairState> {
  const begun = await underWay(now);
  if (begun) return { state: "code-needed", triesLeft: begun.triesLeft, expires: begun.expires };
  try {
    return { state: "paired", client: (await credentials()).client };
  } catch {
    return { state: "idle" };
  }
}

async function wrongCode(): Promise<PairReply> {
  const begun = await update("session", KEY, (value) => ({ ...(value as Begun), triesLeft: (value as Begun).triesLeft - 1 }));
  if (begun.triesLeft <= 0) {
    await cancelPairing();
    throw new Trouble("too_many_tries");
  }
  return { ok: false, code: "wrong_code", message: sentence(await currentLocale(), "wrong_code"), triesLeft: begun.triesLeft };
}

async function underWay(now: number): Promise<Begun | null> {
  const begun = (await read("session", KEY)) as Begun | undefined;
  return begun && now < begun.expires ? begun : null;
}

async function refuseIfManaged(): Promise<void> {
  const source = await pairingSource();
  if (source === "managed" || source === "packaged") throw new Trouble("managed");
}

async function post(url: string, target: string, body: object): Promise<Record<string, unknown>> {
  return (await ask({ url, signing: null }, { method: "POST", target, body, timeout: TIMEOUT })) as Record<string, unknown>;
}

function sideOf(offer: Record<string, unknown>): Side {
  const key = fromBase64(String(offer.public_key ?? ""));
  const nonce = fromHex(String(offer.nonce ?? ""));
  if (key?.length !== 65 || nonce?.length !== 32) throw new Trouble("companion_unverified");
  return { key, nonce };
}
