/** Typed messages to the background, from content scripts and from the extension's own pages. */
import type { Failure, ReplyTo, Request } from "../protocol/messages";
import { api } from "./browser";

/** What the background asks a frame to learn whether the script that spoke from there still lives. */
export const PRESENCE = "saring-present";

/**
 * Ask the background. Never rejects: where no answer can be had, `extension_gone` says that this script has outlived
 * its extension (updated, reloaded or removed) and `no_answer` that the background failed.
 */
export async function send<R extends Request>(request: R): Promise<ReplyTo<R> | Failure> {
  try {
    stayReachable();
    const reply: unknown = await api.runtime.sendMessage(request);
    if (isAnswer(reply)) return reply as ReplyTo<R>;
  } catch (error) {
    if (isOrphan(error)) return { ok: false, code: "extension_gone", message: "The extension was updated or removed. Reload this page." };
  }
  return { ok: false, code: "no_answer", message: "The extension's background gave no answer." };
}

let reachable = false;

/** A content script that has spoken once answers the background's question for its presence from then on. */
function stayReachable(): void {
  if (reachable || location.href.startsWith(api.runtime.getURL(""))) return;
  reachable = true;
  api.runtime.onMessage.addListener((message, _sender, reply) => {
    if (message === PRESENCE) reply(true);
    return false;
  });
}

function isAnswer(reply: unknown): boolean {
  return typeof reply === "object" && reply !== null && typeof (reply as { ok?: unknown }).ok === "boolean";
}

/** Chromium takes `runtime.id` away from an orphaned script, and says these words to one that is just becoming it. */
function isOrphan(error: unknown): boolean {
  return !api.runtime?.id || /context invalidated/i.test(String(error));
}
