/** One compose session: what is being written in one composer, its media, its gate and its status. */
import { toBase64 } from "../protocol/digest";
import type { PictureView } from "../protocol/state";
import type { DraftWire, Kind } from "../protocol/draft";
import { engineOf } from "../editors";
import type { KindEntry, Site } from "../sites";
import type { Send } from "./channel";
import type { ComposerView, mountComposerView } from "../ui/view";
import type { Composer, Finder } from "./composer";
import { hasLabel } from "./label";
import { marksOf } from "./marks";
import { MediaLedger, REMOVAL_MS } from "./media";
import { previewsOf } from "./previews";
import { Outcomes } from "./record";
import { ScreenLoop, type LoopState } from "./screen-loop";
import { snapshotOf, type PartDraft, type Snapshot } from "./snapshot";

export type MountView = typeof mountComposerView;

export interface SessionTools {
  send: Send;
  mountView: MountView;
  locale(): "en" | "id";
  /** A draft or its verdict may have changed. */
  changed?(): void;
  /** A publish gesture let this draft through. */
  released?(draft: DraftWire): void;
}

export class Session {
  readonly loop: ScreenLoop;
  readonly ledger: MediaLedger;
  /** Words typed into a dialog for descriptions, which closes before the post is published. */
  private readonly pageAlts = new Map<Element, string>();
  private readonly ending = new AbortController();
  private readonly observer: MutationObserver;
  private view: ComposerView | null = null;
  private anchor: Element | null = null;
  private pictures: PictureView[] = [];
  private last: Snapshot | null = null;
  private readonly outcomes: Outcomes;
  /** What the author is told of a request that was held, until the draft's next change. */
  private notice = "";

  constructor(readonly finder: Finder, public composer: Composer, private readonly tools: SessionTools) {
    this.outcomes = new Outcomes(tools.send, finder.site.id);
    this.ledger = new MediaLedger(() => this.loop.touch());
    this.loop = new ScreenLoop(tools.send, this, this.ending.signal, (state) => this.show(state));
    this.observer = new MutationObserver(() => this.compare());
    this.watch();
    this.show(this.loop.state);
    this.compare();
  }

  get signal(): AbortSignal {
    return this.ending.signal;
  }

  get site(): Site {
    return this.finder.site;
  }

  /** The draft as it was last read. */
  get lastDraft(): DraftWire | null {
    return this.last?.draft ?? null;
  }

  /** The page rebuilt the composer around the same editors, or the same composer around new ones. */
  rebase(composer: Composer): void {
    const sameRoot = composer.root === this.composer.root;
    this.composer = composer;
    if (!sameRoot) this.watch();
    this.placeView();
    this.compare();
  }

  /** The draft at this instant. */
  read(): Snapshot {
    const { composer, finder, site } = this;
    const previews = previewsOf(composer, site, finder.shadows);
    this.ledger.sync(previews, site.media.libraries);
    if (this.ledger.settling) setTimeout(() => this.compare(), REMOVAL_MS + 10);
    const parts = this.texts();
    this.ledger.list().forEach((medium) => (parts[medium.part] ?? parts[0])?.media.push({ ...medium }));
    this.describe(parts);
    return snapshotOf(site.id, this.kind(), parts);
  }

  base64(sha256: string): string | null {
    const bytes = this.ledger.bytes(sha256);
    return bytes ? toBase64(bytes) : null;
  }

  /** Shut now if the draft is not the one that was last read. Called for every change that no input event announces. */
  compare(): void {
    if (this.signal.aborted) return;
    const now = this.read();
    if (now.canonical === this.last?.canonical) return;
    this.last = now;
    if (now.empty) this.outcomes.finished();
    this.loop.touch();
  }

  /** An input event: shut before the page hears of it, whatever it turns out to do. */
  touch(): void {
    if (this.signal.aborted) return;
    this.notice = "";
    this.forgetRefused();
    this.loop.touch();
    setTimeout(() => this.compare(), 0);
  }

  private forgetRefused(): void {
    const again = this.ledger.dropRefused();
    if (again === 0 || this.signal.aborted) return;
    setTimeout(() => {
      this.forgetRefused();
      this.compare();
    }, again);
  }

  /** Files that the author attached at an input, a paste or a drop. */
  attach(files: readonly File[], part: number): void {
    this.ledger.add(files, part);
    this.compare();
  }

  /** May the draft that stands here at this instant be published? Reads it again. */
  mayPublish(): boolean {
    const now = this.read();
    if (this.loop.opens(now)) return true;
    if (now.canonical !== this.last?.canonical) this.compare();
    return false;
  }

  /** The draft that stands here at this instant if it may be published, null otherwise and when there is none. */
  cleared(): DraftWire | null {
    const now = this.read();
    return !now.empty && this.loop.opens(now) ? now.draft : null;
  }

  /** A publish gesture went through to the page. */
  published(): void {
    const { verdict } = this.loop.state;
    if (verdict && !this.last?.empty) this.outcomes.letThrough(verdict);
    const cleared = this.cleared();
    if (cleared) this.tools.released?.(cleared);
  }

  /** A publish gesture was held: the author is told each time. */
  held(): void {
    this.view?.held();
    const { phase, verdict } = this.loop.state;
    if (verdict && phase !== "checking") this.outcomes.block(verdict);
  }

  /** The page's own request was held, for this reason. */
  requestHeld(notice: string): void {
    if (this.signal.aborted) return;
    this.notice = notice;
    this.show(this.loop.state);
    this.view?.held();
  }

  /** The composer is gone. */
  end(): void {
    if (this.signal.aborted) return;
    const { verdict } = this.loop.state;
    if (!this.outcomes.finished() && verdict && this.last && !this.last.empty) this.outcomes.tell(verdict, "abandoned");
    this.ending.abort();
    this.observer.disconnect();
    this.view?.dispose();
    this.forgetPictures();
  }

  private texts(): PartDraft[] {
    const { composer, finder, site } = this;
    const fieldSelector = site.fields.map(({ selector }) => selector).join(", ");
    const fields = fieldSelector === "" ? [] : finder.shadows.queryAll(composer.root, fieldSelector);
    return [...composer.editors, ...fields.filter((field) => !composer.editors.includes(field))].flatMap((element) => {
      const engine = engineOf(element);
      return engine ? [{ source: { element, engine }, text: engine.read(element).text, media: [] }] : [];
    });
  }

  /** Descriptions from dialogs: it is not known of which picture they are, so they go to the last one. */
  private describe(parts: PartDraft[]): void {
    for (const { where, selector } of this.site.media.alts) {
      if (where !== "page") continue;
      for (const field of this.finder.shadows.queryAll(document, selector)) {
        if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) this.pageAlts.set(field, field.value);
      }
    }
    const media = parts.flatMap((part) => part.media);
    const words = [...new Set(this.pageAlts.values())].filter((alt) => alt !== "" && !media.some((medium) => medium.alt === alt));
    const last = media.at(-1);
    if (last && words.length > 0) last.alt = [last.alt, ...words].filter((alt) => alt !== "").join("\n");
  }

  private kind(): Kind {
    const isGiven = ({ labels, path, within }: KindEntry) =>
      (!labels || this.composer.buttons.some((button) => hasLabel(button, labels)))
      && (!path || new RegExp(path, "u").test(location.pathname))
      && (!within || this.composer.root.matches(within) || this.finder.shadows.queryAll(this.composer.root, within).length > 0);
    return this.site.kinds.find(isGiven)?.kind ?? "post";
  }

  private watch(): void {
    this.observer.disconnect();
    const options: MutationObserverInit = {
      subtree: true, childList: true, characterData: true,
      attributes: true, attributeFilter: ["src", "style", "alt", "aria-label", "data-plain-text", "value"],
    };
    this.observer.observe(this.composer.root, options);
    for (const editor of this.composer.editors) {
      const root = editor.getRootNode();
      if (root instanceof ShadowRoot && root !== this.composer.root.getRootNode()) this.observer.observe(root, options);
    }
  }

  private show(state: LoopState): void {
    if (state.verdict && state.phase !== "checking") this.outcomes.follow(state.verdict);
    this.placeView();
    this.forgetPictures();
    const isAboutScreened = state.verdict !== null && this.loop.screened !== null;
    this.pictures = isAboutScreened && state.phase !== "checking" ? this.picturesOf(state) : [];
    const marks = isAboutScreened ? marksOf(state.verdict!, this.loop.screened!) : [];
    const detail = [this.notice, state.detail].filter(Boolean).join(" ");
    this.view?.update({ ...state, detail, marks, pictures: this.pictures });
    this.tools.changed?.();
  }

  /** The status stands beside the first button that is shown; the page may replace that button at any time. */
  private placeView(): void {
    const anchor = this.composer.buttons.find(isShown) ?? this.composer.buttons[0] ?? this.composer.editors[0] ?? this.composer.root;
    if (anchor === this.anchor && this.view) return;
    this.view?.dispose();
    this.anchor = anchor;
    this.view = this.tools.mountView({
      anchor: anchor as HTMLElement,
      composer: this.composer.root as HTMLElement,
      locale: this.tools.locale(),
      events: { confirm: () => this.confirm(), askApproval: (note) => void this.askApproval(note), recheck: () => this.loop.touch(),
        openOptions: () => void this.tools.send({ kind: "options.open" }) },
    });
  }

  private picturesOf({ verdict }: LoopState): PictureView[] {
    const draft = this.loop.screened?.draft;
    return (draft?.parts ?? []).flatMap((part, partIndex) => part.media.flatMap((medium, mediaIndex) => {
      const bytes = this.ledger.bytes(medium.sha256);
      const boxes = (verdict?.findings ?? []).flatMap((finding, index) =>
        finding.box && finding.part === partIndex && finding.media === mediaIndex
          ? [{ box: finding.box, finding: index, label: finding.title }] : []);
      if (!bytes || boxes.length === 0) return [];
      const url = URL.createObjectURL(new Blob([bytes], { type: medium.type }));
      return [{ url, name: medium.name, part: partIndex, media: mediaIndex, boxes }];
    }));
  }

  private forgetPictures(): void {
    for (const { url } of this.pictures) URL.revokeObjectURL(url);
    this.pictures = [];
  }

  private confirm(): void {
    const { verdict } = this.loop.state;
    if (verdict && this.loop.confirm()) this.outcomes.tell(verdict, "confirmed");
  }

  private async askApproval(note: string): Promise<void> {
    const { verdict } = this.loop.state;
    if (!verdict || this.loop.state.phase !== "review") return;
    const { digest, policy_version } = verdict;
    await this.tools.send({ kind: "approval", digest, policy_version, site: this.site.id, account: "", note });
    await this.loop.run();
  }
}

function isShown(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0;
}
