/** Finds compose sessions on a page, keeps them in step with what the page does, and ends them. */
import type { CoverageReport } from "../protocol/messages";
import type { Site } from "../sites";
import { filesOf } from "./capture";
import { Finder, type Composer } from "./composer";
import { holds, ShadowRoots } from "./dom";
import type { GatedPage } from "./gate";
import { CHANGE_EVENTS, COMPARE_EVENTS } from "./gestures";
import { partOf } from "./previews";
import { Session, type SessionTools } from "./session";

/** The page is looked over at most this often, however fast it changes. The gate itself never waits for it. */
const SCAN_MS = 100;
/** Shadow roots that appear without any change to the page's tree are found by a slow look at everything. */
const RESCAN_MS = 2000;
/** A composer that comes back within this time with the same words keeps its pictures. */
const LIMBO_MS = 2000;

export class Watcher implements GatedPage {
  private readonly live = new Set<Session>();
  private readonly shadows = new ShadowRoots((root) => this.observe(root));
  private readonly observer = new MutationObserver((records) => this.onMutations(records));
  private readonly current: Finder;
  private active: Session | null = null;
  private limbo: { session: Session; text: string; until: number }[] = [];
  /** Files attached while no composer was open: the next one gets them. */
  private orphans: File[] = [];
  private scanTimer: ReturnType<typeof setTimeout> | undefined;
  private reported = "";
  /** What was found missing besides the composers' own parts, by name. */
  private readonly gaps = new Set<string>();

  constructor(readonly site: Site, private readonly tools: SessionTools, private readonly signal: AbortSignal) {
    this.current = new Finder(site, this.shadows);
    signal.addEventListener("abort", () => this.stop(), { once: true });
  }

  /** Start watching. Events count from now on; the page's tree as soon as there is one. */
  start(target: Window): void {
    const options = { capture: true, passive: true, signal: this.signal };
    for (const type of CHANGE_EVENTS) target.addEventListener(type, (event) => this.onChange(event, true), options);
    for (const type of COMPARE_EVENTS) target.addEventListener(type, (event) => this.onChange(event, false), options);
    target.addEventListener("focusin", (event) => this.onFocus(event), options);
    this.observe(target.document);
    const rescan = setInterval(() => this.rescan(), RESCAN_MS);
    this.signal.addEventListener("abort", () => clearInterval(rescan), { once: true });
    this.rescan();
  }

  finder(): Finder | null {
    return this.signal.aborted ? null : this.current;
  }

  sessions(): Iterable<Session> {
    return this.live;
  }

  sessionOf(origin: { editor: Element } | { button: Element }): Session | null {
    const composer = "editor" in origin ? this.current.composerOf(origin.editor) : this.current.composerOfButton(origin.button);
    return composer ? this.sessionFor(composer) : null;
  }

  /** Screen everything again, as when the settings have changed. */
  recheck(): void {
    for (const session of this.live) session.touch();
  }

  private onChange(event: Event, isChange: boolean): void {
    this.shadows.noteEvent(event);
    const path = event.composedPath();
    // What is written in our own panel is not part of the draft.
    if (path[0] instanceof Element && path[0].hasAttribute("data-saring")) return;
    const session = this.sessionAt(path);
    const files = filesOf(event);
    if (files.length > 0) this.attach(files, session, path);
    if (session) {
      this.active = session;
      if (isChange) session.touch();
      else session.compare();
    } else if (path[0] instanceof Element && path[0].matches(this.altSelector())) {
      for (const other of this.live) other.touch();
    }
  }

  private onFocus(event: Event): void {
    this.shadows.noteEvent(event);
    this.active = this.sessionAt(event.composedPath()) ?? this.active;
  }

  /** The session that an event happens in: by its editor, or by what surrounds it. */
  private sessionAt(path: readonly EventTarget[]): Session | null {
    const editor = this.current.editorIn(path);
    if (editor) return this.sessionOf({ editor });
    for (const session of this.live) if (path.includes(session.composer.root)) return session;
    return null;
  }

  /** Files that land outside every composer belong to the one in use; better to screen one too many than one too few. */
  private attach(files: File[], session: Session | null, path: readonly EventTarget[]): void {
    const owner = session ?? (this.active && this.live.has(this.active) ? this.active : null);
    const [origin] = path;
    if (owner) owner.attach(files, origin instanceof Node ? partOf(origin, owner.composer.editors) : 0);
    else if (this.live.size > 0) for (const other of this.live) other.attach(files, 0);
    else this.orphans.push(...files);
  }

  private sessionFor(composer: Composer): Session {
    for (const session of this.live) {
      const { root, editors } = session.composer;
      if (root !== composer.root && !composer.editors.some((editor) => editors.includes(editor))) continue;
      if (!isSame(session.composer, composer)) session.rebase(composer);
      return session;
    }
    const session = new Session(this.current, composer, this.tools);
    this.live.add(session);
    this.inherit(session);
    return session;
  }

  /** Pictures of a composer that was just rebuilt, and files that were attached before there was one. */
  private inherit(session: Session): void {
    const text = textOf(session);
    const before = this.limbo.find((gone) => gone.until > Date.now() && gone.text === text && text !== "");
    if (before) {
      this.limbo.splice(this.limbo.indexOf(before), 1);
      session.ledger.adopt(before.session.ledger);
    }
    if (this.orphans.length > 0) session.attach(this.orphans.splice(0), 0);
    else if (before) session.compare();
  }

  private observe(root: Document | ShadowRoot): void {
    this.observer.observe(root, { childList: true, subtree: true });
    this.later();
  }

  private onMutations(records: MutationRecord[]): void {
    for (const record of records) for (const node of record.addedNodes) this.shadows.discover(node);
    this.later();
  }

  private later(): void {
    if (this.signal.aborted) return;
    this.scanTimer ??= setTimeout(() => this.scan(), SCAN_MS);
  }

  private rescan(): void {
    for (const { selector } of this.site.shadow) for (const host of document.querySelectorAll(selector)) this.shadows.note(host);
    this.shadows.discover(document);
    this.scan();
  }

  /** Bring the sessions in line with the composers that are on the page now. */
  private scan(): void {
    clearTimeout(this.scanTimer);
    this.scanTimer = undefined;
    if (this.signal.aborted) return;
    const present = new Set<Session>();
    const seen = new Set<Element>();
    for (const editor of this.current.editors()) {
      if (seen.has(editor)) continue;
      const composer = this.current.composerOf(editor);
      if (!composer) continue;
      for (const member of composer.editors) seen.add(member);
      present.add(this.sessionFor(composer));
    }
    for (const session of this.live) {
      if (!present.has(session)) this.retire(session);
      // A page's script can set a control's value without any event or change to its tree.
      else session.compare();
    }
    this.report();
  }

  private retire(session: Session): void {
    // An editor that is only locked while its page sends it keeps its session.
    if (session.composer.editors.some((editor) => editor.isConnected && holds(session.composer.root, editor))) return;
    this.live.delete(session);
    this.limbo = this.limbo.filter(({ until }) => until > Date.now());
    this.limbo.push({ session, text: textOf(session), until: Date.now() + LIMBO_MS });
    if (this.active === session) this.active = null;
    session.end();
  }

  /** Something of this page is not covered as it should be: said once. */
  noteGap(name: string): void {
    if (this.gaps.has(name)) return;
    this.gaps.add(name);
    this.report();
  }

  private report(): void {
    const missing = [...this.live].some(({ composer }) => composer.buttons.length === 0) ? ["button"] : [];
    if ([...this.live].some(({ ledger }) => ledger.unmatched > 0)) missing.push("preview");
    missing.push(...this.gaps);
    const report: CoverageReport = { kind: "coverage", site: this.site.id, composers: this.live.size, missing };
    const said = JSON.stringify(report);
    if (said === this.reported) return;
    this.reported = said;
    void this.tools.send(report);
  }

  private altSelector(): string {
    return this.site.media.alts.filter(({ where }) => where !== "preview").map(({ selector }) => selector).join(", ") || ":not(*)";
  }

  private stop(): void {
    clearTimeout(this.scanTimer);
    this.observer.disconnect();
    for (const session of this.live) session.end();
    this.live.clear();
  }
}

function isSame(one: Composer, other: Composer): boolean {
  return one.root === other.root && sameList(one.editors, other.editors) && sameList(one.buttons, other.buttons);
}

function sameList(one: readonly Element[], other: readonly Element[]): boolean {
  return one.length === other.length && one.every((element, index) => element === other[index]);
}

function textOf(session: Session): string {
  return session.lastDraft?.parts.map(({ text }) => text).join("\n") ?? "";
}

