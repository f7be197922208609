/** Messages to their handlers, by kind and by what the sender may ask. */
import type { Sender } from "../platform/listen";
import type { Failure, Replies, Request } from "../protocol/messages";
import { sentence } from "./sentences";
import { Trouble } from "./trouble";

export type Kind = Request["kind"];
export type RequestOf<K extends Kind> = Request & { kind: K };

export interface Handler<K extends Kind> {
  /** `content`: any script of this extension. `own-page`: only popup and options, since it changes what is trusted. */
  trust: "content" | "own-page";
  handle(request: RequestOf<K>, sender: Sender): Promise<Replies[K] | Failure>;
}

/** Every kind has a handler: a new kind without one does not compile. */
export type Handlers = { [K in Kind]: Handler<K> };

export interface Router {
  handlers: Handlers;
  standing(sender: Sender): "own-page" | "content" | "stranger";
  locale(): Promise<"en" | "id">;
}

/** The answer to a message. Rejects, which the asker sees as no answer, for strangers and for what is no request. */
export async function route(router: Router, message: unknown, sender: Sender): Promise<unknown> {
  const standing = router.standing(sender);
  const kind = kindOf(message);
  if (standing === "stranger" || kind === null || !Object.hasOwn(router.handlers, kind)) throw new Error("not for us");
  const handler = router.handlers[kind as Kind] as Handler<Kind>;
  if (handler.trust === "own-page" && standing !== "own-page") throw new Error("not for us");
  try {
    return await handler.handle(message as Request, sender);
  } catch (error) {
    return failureOf(error, await router.locale());
  }
}

/** What an asker is told of an error. A mistake of ours is told as such, without what it was about. */
export function failureOf(error: unknown, locale: "en" | "id"): Failure {
  if (error instanceof Trouble) return { ok: false, code: error.code, message: sentence(locale, error.code, error.said) };
  if (error instanceof TypeError) return { ok: false, code: "bad_request", message: sentence(locale, "bad_request") };
  throw error;
}

function kindOf(message: unknown): string | null {
  const kind = typeof message === "object" && message !== null ? (message as { kind?: unknown }).kind : null;
  return typeof kind === "string" ? kind : null;
}
