/** With which companion to speak, and the secret shared with it: from IT, from the package, or from the person's own pairing. */
import { packagedUrl } from "../platform/browser";
import { read, readManaged, remove, write } from "../platform/storage";
import type { PairingSource } from "../protocol/messages";
import { fromHex } from "../protocol/digest";
import { PROTOCOL, type Bytes } from "./mac";
import { Trouble } from "./trouble";

/** Where `saring serve` listens unless told otherwise. */
export const DEFAULT_URL = "http://127.0.0.1:7274";

export interface Credentials {
  /** An origin on this computer: `http://127.0.0.1:7274`. */
  url: string;
  client: string;
  secret: Bytes;
  source: Exclude<PairingSource, "none">;
}

const OWN = "pairing";

/** The pairing in use. Raises `unpaired`, `not_loopback`, `version_mismatch`. Never kept: managed settings come late. */
export async function credentials(): Promise<Credentials> {
  const [managed, packaged, own] = await Promise.all([readManaged(), handover(), read("local", OWN)]);
  const found = parse(managed.pairing, "managed") ?? parse(packaged, "packaged") ?? parse(own, "own");
  if (!found) throw new Trouble("unpaired");
  return found;
}

/** Where the pairing in use comes from. */
export async function pairingSource(): Promise<PairingSource> {
  const [managed, packaged, own] = await Promise.all([readManaged(), handover(), read("local", OWN)]);
  if (isPairing(managed.pairing)) return "managed";
  if (isPairing(packaged)) return "packaged";
  return isPairing(own) ? "own" : "none";
}

/** Where to look for a companion to pair with. Raises `not_loopback`. */
export async function companionUrl(): Promise<string> {
  const [managed, packaged] = await Promise.all([readManaged(), handover()]);
  return loopback(managed.url ?? packaged.url ?? DEFAULT_URL);
}

/** Keep the person's own pairing. `secret` is 64 hex digits. */
export async function keepOwn(url: string, client: string, secret: string): Promise<void> {
  await write("local", OWN, { url, client, secret, protocol: PROTOCOL });
}

export async function forgetOwn(): Promise<void> {
  await remove("local", OWN);
}

/** The origin of `url` if it is plain HTTP on this computer. Raises `not_loopback` for everything else. */
export function loopback(url: unknown): string {
  const parsed = typeof url === "string" && URL.canParse(url) ? new URL(url) : null;
  // The manifest asks for these two names alone; names under .localhost may be resolved by anybody.
  const here = parsed?.protocol === "http:" && (parsed.hostname === "127.0.0.1" || parsed.hostname === "localhost");
  if (!parsed || !here || parsed.username || parsed.password) throw new Trouble("not_loopback");
  return parsed.origin;
}

let packagedFields: Promise<Record<string, unknown>> | undefined;

/** What the build put into the extension's folder (`handover.json`); empty if nothing. It can't change while we run. */
export function handover(): Promise<Record<string, unknown>> {
  packagedFields ??= readHandover();
  return packagedFields;
}

async function readHandover(): Promise<Record<string, unknown>> {
  try {
    const fields: unknown = await (await fetch(packagedUrl("handover.json"))).json();
    return typeof fields === "object" && fields !== null ? (fields as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

interface PairingFields {
  url?: unknown;
  client: string;
  secret: string;
  protocol?: unknown;
}

function isPairing(value: unknown): value is PairingFields {
  const fields = value as PairingFields | null;
  return typeof fields === "object" && fields !== null && typeof fields.client === "string" && typeof fields.secret === "string";
}

function parse(value: unknown, source: Credentials["source"]): Credentials | null {
  if (!isPairing(value)) return null;
  if ((value.protocol ?? PROTOCOL) !== PROTOCOL) throw new Trouble("version_mismatch");
  const secret = fromHex(value.secret);
  // A malformed pairing of the administrator's must not fall through to a weaker source.
  if (secret?.length !== 32 || !/^[0-9a-f]{16}$/.test(value.client)) throw new Trouble("unpaired");
  return { url: loopback(value.url ?? DEFAULT_URL), client: value.client, secret, source };
}
