/** Holds `fetch`: a request that carries a draft waits for its answer; all others go at once, with their own arguments. */
import type { RequestRule } from "../protocol/requests";
import type { Candidate, Guard } from "./guard";
import { wrap } from "./natives";
import { payloadOf, payloadOfRequest, type Payload } from "./payload";

type Fetch = (self: unknown, args: readonly unknown[]) => unknown;

/** What the browser says when the network fails. */
const FAILURE = navigator.userAgent.includes("Firefox/") ? "NetworkError when attempting to fetch resource." : "Failed to fetch";

export function hookFetch(scope: Window & typeof globalThis, guard: Guard): void {
  const PageRequest = scope.Request;
  wrap(scope, "fetch", (original, self, args) => {
    const [input, init] = args as [RequestInfo | URL, RequestInit | undefined];
    const given = input instanceof PageRequest ? input : null;
    const candidate = candidateOf(guard, given, input, init);
    if (!candidate) return original(self, args);
    const payload = init?.body === undefined || init.body === null ? null : payloadOf(init.body);
    if (payload === null && !mayHaveBody(given, candidate)) return original(self, args);
    if (payload && guard.now(candidate, payload) === "pass") return original(self, args);
    return held(guard, candidate, payload, () => new PageRequest(input, init), original, self);
  });
}

function candidateOf(guard: Guard, given: Request | null, input: unknown, init: RequestInit | undefined): Candidate | null {
  const method = String(init?.method ?? given?.method ?? "GET").toUpperCase();
  try {
    return guard.look(method, () => given?.url ?? String(input));
  } catch {
    // No address at all: the browser refuses it in its own words.
    return null;
  }
}

/** Firefox does not show a request's body; its type tells of one. Without a type it may be a stream that never ends. */
function mayHaveBody(request: Request | null, { rule }: Candidate): boolean {
  return request !== null && request.body !== null && (rule !== null || request.headers.has("content-type"));
}

/** The request is made now, as the browser would: what the page changes afterwards does not count. */
async function held(
  guard: Guard, candidate: Candidate, payload: Payload | null, make: () => Request, original: Fetch, self: unknown,
): Promise<Response> {
  const request = make();
  const { signal } = request;
  signal.throwIfAborted();
  const carried = payload ?? await payloadOfRequest(request.clone());
  const outcome = await aborting(guard.clears(candidate, carried, signal), signal);
  if (outcome.opens) return original(self, [request]) as Promise<Response>;
  return refused(outcome.refusal);
}

/** As `answer`, but rejects as soon as the page takes the request back. */
function aborting<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    answer.then(resolve, reject);
  });
}

function refused(refusal: RequestRule["refusal"]): Response {
  if (!refusal) throw new TypeError(FAILURE);
  return new Response(refusal.body, { status: refusal.status, headers: { "Content-Type": "application/json" } });
}
