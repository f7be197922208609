/** How the content script asks the background; injected, so that everything here runs without a browser. */
import type { Failure, ReplyTo, Request } from "../protocol/messages";

/**
 * Never rejects. Beside the codes of docs/protocol.md a failure may be `extension_gone` (reloaded or removed: this content
 * script can never ask again) or `no_answer` (the background stopped before it answered; the next message starts it).
 */
export type Send = <R extends Request>(request: R) => Promise<ReplyTo<R> | Failure>;
