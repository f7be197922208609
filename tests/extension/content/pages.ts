/** Small pages in the shape of the sites, and a background that answers by rule, for the tests of the content script. */
import { vi } from "vitest";
import type { Request, ScreenReply } from "../../../extension/src/protocol/messages";
import type { VerdictWire } from "../../../extension/src/protocol/verdict";
import type { Send } from "../../../extension/src/content/channel";

/** The word that the background of the tests blocks, and the one it warns of. */
export const HELD = "teapot";
export const WARNED = "kettle";

export const X_PAGE = `
  <nav><a role="button" data-testid="SideNav_NewTweet_Button">Post</a></nav>
  <main>
    <div id="home"><div data-testid="tweetTextarea_0" contenteditable="true" class="public-DraftEditor-content"></div>
      <input type="file" data-testid="fileInput"><div data-testid="attachments"></div>
      <button data-testid="tweetButtonInline"><span>Post</span></button></div>
    <article>A post <button>Reply</button></article>
  </main>`;

export const X_DIALOG = `
  <div role="dialog"><div id="modal"><div id="parts">
    <div data-testid="tweetTextarea_0" contenteditable="true" class="public-DraftEditor-content"></div></div>
    <div><button data-testid="tweetButton">Post all</button></div></div></div>`;

export const MASTODON_PAGE = `
  <div id="mastodon"><form class="compose-form"><input id="cw-spoiler-input" type="text">
    <textarea class="autosuggest-textarea__textarea"></textarea>
    <div class="compose-form__submit"><button type="submit">Post</button></div></form></div>`;

/** WebCrypto answers from a thread of its own, which stopped clocks know nothing of; here another hash answers at once. */
export function hashAtOnce(): void {
  vi.spyOn(crypto.subtle, "digest").mockImplementation(async (_, data) => {
    const hash = new Uint32Array(8);
    new Uint8Array(data as ArrayBuffer).forEach((byte, index) => {
      const at = index % hash.length;
      hash[at] = Math.imul(hash[at]! ^ byte ^ index, 16777619);
    });
    return hash.buffer;
  });
}

/** Write into an editor as a page's own script does, without an event. */
export function put(editor: Element, text: string): void {
  if (editor instanceof HTMLTextAreaElement || editor instanceof HTMLInputElement) editor.value = text;
  else editor.innerHTML = `<div data-contents="true"><div data-block="true"><span data-text="true">${text}</span></div></div>`;
}

/** Write as a person does: the text and the event. */
export function write(editor: Element, text: string): void {
  put(editor, text);
  editor.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
}

export function verdictFor(request: Extract<Request, { kind: "screen" }>, change: Partial<VerdictWire> = {}): VerdictWire {
  const text = request.draft.parts.map((part) => part.text).join("\n");
  const needs = text.includes(HELD) ? "change" : text.includes(WARNED) ? "confirmation" : null;
  return {
    action: needs === "change" ? "block" : needs ? "warn" : "allow", opens: needs === null, needs,
    digest: request.digest, revision: request.revision, policy_version: "test-1", policy: { id: "test", title: "Test", owner: "Tests" },
    expires: Date.now() + 120_000, ratings: {}, approval: null, unchecked: [],
    findings: needs === null ? [] : [{
      rule: "r", detector: "d", category: "c", dimension: "language", rating: "R", action: needs === "change" ? "block" : "warn", part: 0,
      field: "text", media: null, start: request.draft.parts[0]!.text.indexOf(needs === "change" ? HELD : WARNED), end: null, box: null, frame: null,
      title: "t", explanation: "e", advice: "a", owner: "o",
    }],
    ...change,
  };
}

/** A background that keeps what it was asked; `screen` answers a screening, and may be replaced at any time. */
export class Background {
  readonly asked: Request[] = [];
  screen: (request: Extract<Request, { kind: "screen" }>) => Promise<ScreenReply> | ScreenReply =
    (request) => ({ ok: true, verdict: verdictFor(request) });
  ping = true;
  hosts: Record<string, string> = {};

  readonly send = (async (request: Request) => {
    this.asked.push(request);
    if (request.kind === "screen") return this.screen(request);
    if (request.kind === "ping" && !this.ping) return { ok: false, code: "companion_unreachable", message: "" };
    if (request.kind === "settings") return { ok: true, locale: "en", paired: true, hosts: this.hosts };
    return { ok: true };
  }) as unknown as Send;

  of<K extends Request["kind"]>(kind: K): Extract<Request, { kind: K }>[] {
    return this.asked.filter((request) => request.kind === kind) as Extract<Request, { kind: K }>[];
  }
}
