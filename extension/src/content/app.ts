/** Decides whether this page is covered and by which site, and starts or stops the watcher. */
import type { SettingsReply } from "../protocol/messages";
import { builtinHosts, recognisedSite, siteById, siteIdFor, type Site } from "../sites";
import type { Finder } from "./composer";
import { Gate, type GatedPage } from "./gate";
import { Requests } from "./requests";
import type { MountView, Session, SessionTools } from "./session";
import type { Send } from "./channel";
import { Watcher } from "./watcher";

export interface Platform {
  send: Send;
  mountView: MountView;
}

export class App implements GatedPage {
  private readonly ending = new AbortController();
  private watcher: { site: Site; watcher: Watcher; stop: AbortController } | null = null;
  private hosts: Record<string, string> = builtinHosts();
  private locale: "en" | "id" = navigator.language.startsWith("id") ? "id" : "en";
  private href = "";
  private readonly requests: Requests;
  /** Settings have been asked for and answered: what is not covered now is not covered. */
  private settled = false;

  constructor(private readonly platform: Platform, private readonly target: Window = window) {
    this.requests = new Requests(platform.send, {
      sessions: () => this.sessions(),
      gap: (name) => this.watcher?.watcher.noteGap(name),
      locale: () => this.locale,
    });
  }

  /** Runs to its end in one task, so that the gate's listeners are there before the page's first script. */
  start(): void {
    new Gate(this).install(this.target, this.ending.signal);
    this.requests.listen(this.target, this.ending.signal);
    this.choose();
    void this.askSettings();
  }

  /** Leave the page as if this had never been here. */
  stop(): void {
    this.watcher?.stop.abort();
    this.watcher = null;
    this.requests.cover(null);
    this.ending.abort();
  }

  finder(): Finder | null {
    this.followNavigation();
    return this.watcher?.watcher.finder() ?? null;
  }

  sessionOf(origin: { editor: Element } | { button: Element }): Session | null {
    return this.watcher?.watcher.sessionOf(origin) ?? null;
  }

  sessions(): Iterable<Session> {
    return this.watcher?.watcher.sessions() ?? [];
  }

  private async askSettings(): Promise<void> {
    const reply = await this.platform.send({ kind: "settings" });
    this.settled = true;
    // Without settings the built-in hosts stay covered; the screen loop says what is wrong.
    if (reply.ok) this.apply(reply);
    else this.choose();
    if (this.target.document.readyState === "loading") await once(this.target.document, "DOMContentLoaded", this.ending.signal);
    this.choose();
    if (!this.isCovered()) this.stop();
  }

  private apply({ hosts, locale }: SettingsReply): void {
    this.hosts = hosts;
    this.locale = locale;
    this.choose();
  }

  /** Some path of this host is covered, or the page shows itself to be a site that is known by its structure. */
  private isCovered(): boolean {
    if (this.watcher) return true;
    return Object.keys(this.hosts).some((key) => siteIdFor({ ...place(this.target), pathname: key.replace(/^[^/]*/, "") || "/" }, { [key]: "any" }) !== null);
  }

  private followNavigation(): void {
    if (this.target.location.href !== this.href) this.choose();
  }

  private choose(): void {
    if (this.ending.signal.aborted) return;
    this.href = this.target.location.href;
    const site = this.siteHere();
    if (site || this.settled) this.requests.cover(site);
    if (site?.id === this.watcher?.site.id) return;
    this.watcher?.stop.abort();
    this.watcher = null;
    if (!site) return;
    const stop = new AbortController();
    const tools: SessionTools = {
      ...this.platform, locale: () => this.locale, changed: () => this.requests.changed(), released: (draft) => this.requests.released(draft),
    };
    this.watcher = { site, watcher: new Watcher(site, tools, stop.signal), stop };
    this.watcher.watcher.start(this.target);
  }

  /** A host that an admin added as `generic` may turn out to be a site that is known by its structure. */
  private siteHere(): Site | null {
    const id = siteIdFor(place(this.target), this.hosts);
    if (id !== null && id !== "generic") return siteById(id);
    return recognisedSite(this.target.document) ?? (id === null ? null : siteById(id));
  }
}

function place({ location }: Window): { hostname: string; port: string; pathname: string } {
  return { hostname: location.hostname, port: location.port, pathname: location.pathname };
}

function once(target: EventTarget, type: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    target.addEventListener(type, () => resolve(), { once: true, signal });
  });
}
