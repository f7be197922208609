/** One draft to the companion and its verdict back: cache, queue, time limits, media. */
import type { Sender } from "../platform/listen";
import type { ScreenReply, ScreenRequest } from "../protocol/messages";
import { fromBase64, wellFormed } from "../protocol/digest";
import { cachedVerdict, cacheKey, keepVerdict } from "./cache";
import { ask, Refusal, type Line } from "./companion";
import { credentials } from "./credentials";
import { lastHealth, noteAnswer, noteTrouble } from "./health";
import { PROTOCOL } from "./mac";
import { Queue } from "./queue";
import { currentLocale } from "./settings";
import { Trouble } from "./trouble";
import { verdictOn } from "./verdict";

/** Milliseconds. Pictures wait for a model to load and to look at every frame; text takes a few milliseconds. */
export const TEXT_TIMEOUT = 5_000;
export const MEDIA_TIMEOUT = 25_000;
/** The companion's limit for one medium (docs/protocol.md). */
const MEDIA_LIMIT = 32 * 1024 * 1024;

const queue = new Queue(2);

/** The verdict on the draft, or the media whose bytes the companion lacks. Raises Trouble. */
export async function screen(request: ScreenRequest, sender: Sender): Promise<ScreenReply> {
  const draft = wellFormed(request.draft);
  const { digest, revision } = request;
  const [using, locale, health] = await Promise.all([credentials(), currentLocale(), lastHealth()]);
  const key = cacheKey(digest, using.client, locale);
  const known = await cachedVerdict(key, health.policyVersion);
  if (known) return { ok: true, verdict: { ...known, revision } };

  const hasMedia = draft.parts.some((part) => part.media.length > 0);
  const call = {
    method: "POST" as const,
    target: "/v1/screenings",
    body: { protocol: PROTOCOL, revision, locale, digest, draft },
    timeout: hasMedia ? MEDIA_TIMEOUT : TEXT_TIMEOUT,
  };
  const composer = `${sender.tab}/${sender.frame}/${request.composer ?? ""}`;
  try {
    const said = await queue.run(composer, () => ask({ url: using.url, signing: using }, call));
    const verdict = verdictOn(draft, digest, revision, said);
    await Promise.all([keepVerdict(key, verdict), noteAnswer(verdict.policy_version)]);
    return { ok: true, verdict };
  } catch (error) {
    const missing = missingMedia(error);
    if (missing) return { ok: true, missing };
    await noteTrouble(error);
    throw error;
  }
}

/** Send the bytes of one medium. Raises `bad_request` for what is no medium, `too_large`, and what `ask` raises. */
export async function sendMedia(sha256: string, base64: string): Promise<void> {
  const data = fromBase64(base64);
  if (data === null || !isSha256(sha256)) throw new Trouble("bad_request");
  if (data.length > MEDIA_LIMIT) throw new Trouble("too_large");
  await tell("PUT", `/v1/media/${sha256}`, data, MEDIA_TIMEOUT);
}

/** A signed call with the pairing in use, whose failure is noted. Raises Trouble. */
export async function tell(method: "GET" | "POST" | "PUT", target: string, body?: object, timeout = TEXT_TIMEOUT): Promise<unknown> {
  try {
    const using = await credentials();
    const line: Line = { url: using.url, signing: using };
    return await ask(line, { method, target, body, timeout });
  } catch (error) {
    await noteTrouble(error);
    throw error;
  }
}

function missingMedia(error: unknown): string[] | null {
  if (!(error instanceof Refusal) || error.code !== "media_missing") return null;
  const missing = error.where.split(" ").filter(isSha256);
  return missing.length ? missing : null;
}

function isSha256(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}
