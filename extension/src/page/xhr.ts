/** Holds XMLHttpRequest: `send` waits for its answer; a refusal looks like a failed network. */
import type { Candidate, Guard } from "./guard";
import { wrap } from "./natives";
import { frozen, payloadOf, type Payload } from "./payload";

interface Call {
  method: string;
  url: string;
  isAsync: boolean;
  /** Ends the wait of a held `send`; null while nothing is held. */
  held: AbortController | null;
}

const calls = new WeakMap<XMLHttpRequest, Call>();

export function hookXhr(scope: Window & typeof globalThis, guard: Guard): void {
  const { prototype } = scope.XMLHttpRequest;
  wrap(prototype, "open", (original, self, args) => {
    const xhr = self as XMLHttpRequest;
    const result = original(self, args);
    calls.get(xhr)?.held?.abort();
    restoreState(xhr);
    const isAsync = args.length < 3 || Boolean(args[2]);
    calls.set(xhr, { method: String(args[0]).toUpperCase(), url: String(args[1]), isAsync, held: null });
    return result;
  });
  wrap(prototype, "send", (original, self, args) => {
    const call = calls.get(self as XMLHttpRequest);
    if (call?.held) return refuseState("send");
    const found = call ? concern(guard, call, args[0]) : null;
    if (!call || !found) return original(self, args);
    const { candidate, payload } = found;
    if (!call.isAsync) return failAtOnce(guard, candidate, call);
    const body = frozen(args[0]);
    hold(self as XMLHttpRequest, call, () => original(self, [body]), (signal) => guard.clears(candidate, payload, signal));
    return undefined;
  });
  wrap(prototype, "setRequestHeader", (original, self, args) => {
    if (calls.get(self as XMLHttpRequest)?.held) refuseState("setRequestHeader");
    return original(self, args);
  });
  wrap(prototype, "abort", (original, self, args) => {
    const xhr = self as XMLHttpRequest;
    const call = calls.get(xhr);
    if (!call?.held) return original(self, args);
    call.held.abort();
    call.held = null;
    finish(xhr, "abort");
    setState(xhr, XMLHttpRequest.UNSENT);
    return undefined;
  });
}

/** What is to be asked about, or null for a request that goes at once. */
function concern(guard: Guard, call: Call, body: unknown): { candidate: Candidate; payload: Payload } | null {
  const candidate = guard.look(call.method, () => call.url);
  const payload = candidate ? payloadOf(body) : null;
  if (!candidate || !payload || guard.now(candidate, payload) === "pass") return null;
  // A synchronous request of the page's first moments can't wait until it is known whether the page is covered.
  return call.isAsync || guard.line.rules !== undefined ? { candidate, payload } : null;
}

function hold(xhr: XMLHttpRequest, call: Call, release: () => unknown, ask: (signal: AbortSignal) => Promise<{ opens: boolean }>): void {
  const waiting = new AbortController();
  call.held = waiting;
  const end = (opens: boolean) => {
    if (waiting.signal.aborted) return;
    call.held = null;
    if (opens) release();
    else finish(xhr, "error");
  };
  ask(waiting.signal).then(({ opens }) => end(opens), () => end(false));
}

/** The events of a request that failed or was taken back, in the browser's order. */
function finish(xhr: XMLHttpRequest, type: "error" | "abort"): void {
  setState(xhr, XMLHttpRequest.DONE);
  xhr.dispatchEvent(new Event("readystatechange"));
  for (const target of [xhr.upload, xhr]) {
    target.dispatchEvent(new ProgressEvent(type));
    target.dispatchEvent(new ProgressEvent("loadend"));
  }
}

/** Everything else (status 0, no text, no headers) is already as it is after a failure. */
function setState(xhr: XMLHttpRequest, state: number): void {
  Object.defineProperty(xhr, "readyState", { configurable: true, enumerable: true, get: () => state });
}

function restoreState(xhr: XMLHttpRequest): void {
  if (Object.hasOwn(xhr, "readyState")) delete (xhr as { readyState?: number }).readyState;
}

/** A synchronous request can't wait for an answer. */
function failAtOnce(guard: Guard, candidate: Candidate, { url }: Call): never {
  guard.holdNow(candidate);
  throw new DOMException(`Failed to execute 'send' on 'XMLHttpRequest': Failed to load '${url}'.`, "NetworkError");
}

function refuseState(name: string): never {
  throw new DOMException(`Failed to execute '${name}' on 'XMLHttpRequest': The object's state must be OPENED.`, "InvalidStateError");
}
