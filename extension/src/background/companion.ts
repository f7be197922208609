/** The only code that speaks to the companion: one signed call, one proven answer, or Trouble. */
import { randomHex, isProven, signedHeaders, type Bytes, type Signing } from "./mac";
import { Trouble } from "./trouble";

export interface Call {
  method: "GET" | "POST" | "PUT";
  /** Path with its query, below the companion's origin. */
  target: string;
  /** A value to send as JSON, or bytes to send as they are. */
  body?: object | Bytes;
  /** Milliseconds until it counts as timed out. */
  timeout: number;
}

/** The address and, unless the call is one of pairing's first two, the secret to sign with. */
export interface Line {
  url: string;
  signing: Signing | null;
}

/** A failed call that the caller may know how to go on from: `where` is what the companion's error pointed at. */
export class Refusal extends Trouble {
  constructor(code: string, said: string, readonly where: string) {
    super(code, said);
  }
}

/**
 * Ask the companion. The answer is the body of a 2xx reply whose MAC held.
 *
 * Raises `companion_unreachable`, `timed_out`, `companion_unverified`, `version_mismatch`, and `Refusal` with the
 * companion's own code.
 */
export async function ask(line: Line, call: Call): Promise<unknown> {
  const body = bytesOf(call.body);
  const nonce = randomHex(16);
  const headers: Record<string, string> = line.signing
    ? await signedHeaders(line.signing, call.method, call.target, body, Date.now(), nonce)
    : {};
  if (call.body !== undefined) headers["Content-Type"] = call.body instanceof Uint8Array ? "application/octet-stream" : "application/json";
  const { status, mac, data } = await exchange(line.url + call.target, {
    method: call.method, headers, body: call.method === "GET" ? null : body, timeout: call.timeout,
  });
  if (line.signing && !(await isProven(line.signing.secret, nonce, status, data, mac))) throw unproven(status, data);
  const said = parse(data);
  if (status >= 200 && status < 300 && said !== undefined) return said;
  throw refusal(said);
}

interface Wire {
  method: string;
  headers: Record<string, string>;
  body: Bytes | null;
  timeout: number;
}

async function exchange(url: string, { timeout, ...wire }: Wire): Promise<{ status: number; mac: string; data: Bytes }> {
  const signal = AbortSignal.timeout(timeout);
  try {
    const reply = await fetch(url, {
      ...wire, signal, cache: "no-store", credentials: "omit", redirect: "error", referrerPolicy: "no-referrer",
    });
    return { status: reply.status, mac: reply.headers.get("Saring-MAC") ?? "", data: new Uint8Array(await reply.arrayBuffer()) };
  } catch {
    // Browsers tell no more than "failed", whatever the cause.
    throw new Trouble(signal.aborted ? "timed_out" : "companion_unreachable");
  }
}

/** A later protocol may sign otherwise, so this one word of an unproven reply is believed: it opens nothing. */
function unproven(status: number, data: Bytes): Trouble {
  const mismatch = status === 426 && refusal(parse(data)).code === "version_mismatch";
  return new Trouble(mismatch ? "version_mismatch" : "companion_unverified");
}

function refusal(said: unknown): Refusal {
  const error = (said as { error?: { code?: unknown; message?: unknown; where?: unknown } } | null | undefined)?.error;
  if (typeof error?.code !== "string") return new Refusal("companion_unverified", "", "");
  return new Refusal(error.code, String(error.message ?? ""), String(error.where ?? ""));
}

function bytesOf(body: object | Bytes | undefined): Bytes {
  if (body === undefined) return new Uint8Array();
  return body instanceof Uint8Array ? (body as Bytes) : new TextEncoder().encode(JSON.stringify(body));
}

function parse(data: Bytes): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(data));
  } catch {
    return undefined;
  }
}
