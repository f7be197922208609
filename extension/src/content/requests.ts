/** The bridge to the page's hook: takes over its line, says what to look for, and answers its questions. */
import { HANDOVER, watchedLines, type HookHears, type RequestRule } from "../protocol/requests";
import type { DraftWire } from "../protocol/draft";
import type { Site } from "../sites";
import { words } from "../ui/locale";
import type { Send } from "./channel";
import { readHook, type Asked } from "./requests-read";
import { Clearance, type Ruling } from "./requests-clearance";
import type { Session } from "./session";

/** What was being written when a composer closed is looked for this long: its request may leave after it (ms). */
const LINGER_MS = 20_000;
/** A hook that has not handed over its line by then is not there (ms after the script's start). */
const HOOK_MS = 2000;

export interface RequestPage {
  sessions(): Iterable<Session>;
  /** Report what is not covered as it should be, by name. */
  gap(name: string): void;
  locale(): "en" | "id";
}

export class Requests {
  private port: MessagePort | null = null;
  /** undefined: not known yet. */
  private site: Site | null | undefined = undefined;
  private watched: string[] = [];
  private lingering: { line: string; until: number }[] = [];
  private said = "";
  private readonly clearance: Clearance;

  constructor(send: Send, private readonly page: RequestPage) {
    this.clearance = new Clearance(send, () => page.sessions());
  }

  /** Must run before the page's first script: the first port that comes is the hook's, and nobody else may see it. */
  listen(target: Window, signal: AbortSignal): void {
    const accept = (event: MessageEvent) => {
      if (event.data !== HANDOVER || event.source !== target || this.port) return;
      event.stopImmediatePropagation();
      target.removeEventListener("message", accept, { capture: true });
      if (event.ports[0]) this.take(event.ports[0]);
    };
    target.addEventListener("message", accept, { capture: true, signal });
    const absent = setTimeout(() => this.site && !this.port && this.page.gap("hook"), HOOK_MS);
    signal.addEventListener("abort", () => clearTimeout(absent), { once: true });
  }

  /** This page belongs to `site` from now on, or to none. */
  cover(site: Site | null): void {
    if (this.site === site) return;
    this.site = site;
    this.said = "";
    this.tell({ hear: "cover", rules: site ? site.requests.map(ruleOf) : null });
    this.changed();
  }

  /** Some draft or verdict may have changed. */
  changed(): void {
    this.clearance.look();
    const now = Date.now();
    const texts = [...this.page.sessions()].flatMap((session) => (session.lastDraft?.parts ?? []).flatMap(({ text, media }) => [text, ...media.map(({ alt }) => alt)]));
    const lines = watchedLines(texts);
    // While a line grows, what it was a moment ago is in it; what vanished at once was sent or taken away.
    const gone = this.watched.filter((line) => !lines.some((other) => other.includes(line) || line.includes(other)));
    this.lingering = [...this.lingering.filter(({ until }) => until > now), ...gone.map((line) => ({ line, until: now + LINGER_MS }))];
    this.watched = lines;
    const all = [...new Set([...lines, ...this.lingering.map(({ line }) => line)])];
    const said = JSON.stringify(all);
    if (said === this.said) return;
    this.said = said;
    this.tell({ hear: "watch", lines: all });
  }

  /** A publish gesture let this draft through: its requests will come. */
  released(draft: DraftWire): void {
    this.clearance.release(draft);
  }

  private take(port: MessagePort): void {
    this.port = port;
    port.onmessage = (event: MessageEvent) => void this.hear(event.data);
    if (this.site !== undefined) this.tell({ hear: "cover", rules: this.site ? this.site.requests.map(ruleOf) : null });
    this.said = "";
    this.changed();
  }

  private tell(said: HookHears): void {
    this.port?.postMessage(JSON.stringify(said));
  }

  private async hear(data: unknown): Promise<void> {
    const said = readHook(data);
    if (!said || !this.site) return;
    if (!said.known) this.page.gap("request");
    if (said.say === "held") {
      this.notify([], [], "request.held", words(this.page.locale(), "request.unclear"));
      return;
    }
    // A page that is no secure context has no digests, so nothing can be screened there.
    const ruling = await this.clearance.rule(this.site.id, said).catch(() => ({ opens: false, why: "", hashes: [] }));
    this.tell({ hear: "answer", id: said.id, opens: ruling.opens });
    if (!ruling.opens) this.explain(said, ruling);
  }

  private explain({ texts, media }: Asked, { why, hashes }: Ruling): void {
    const key = media.length > 0 ? "request.upload" : "request.held";
    this.notify(texts, hashes, key, why || words(this.page.locale(), "request.unclear"));
    for (const session of this.page.sessions()) for (const hash of hashes) session.ledger.refuse(hash);
  }

  /** The composers that the request is about are told; if none is, all that hold a draft. */
  private notify(texts: readonly string[], hashes: readonly string[], key: "request.held" | "request.upload", why: string): void {
    const notice = words(this.page.locale(), key, { why });
    const open = [...this.page.sessions()].filter(({ lastDraft }) => (lastDraft?.parts.length ?? 0) > 0);
    const concerned = open.filter(({ lastDraft }) => lastDraft?.parts.some(({ text, media }) =>
      texts.some((other) => text.trim() !== "" && other.includes(text.trim())) || media.some(({ sha256 }) => hashes.includes(sha256))));
    for (const session of concerned.length > 0 ? concerned : open) session.requestHeld(notice);
  }
}

function ruleOf({ purpose, kind, methods, path, body, texts, refusal }: RequestRule): RequestRule {
  return { purpose, kind, methods, path, body, texts, refusal };
}
