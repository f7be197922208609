/** The media of one composer: captured files first, what its previews show second. Keeps what it can't reconcile. */
import { sha256Hex } from "../protocol/digest";
import type { MediaWire } from "../protocol/draft";
import type { Preview } from "./previews";
import { readSource } from "./read-source";

/** The companion takes no larger body (docs/protocol.md). */
export const MEDIA_LIMIT = 32 * 1024 * 1024;
/** A preview may be taken out and put back while the site re-renders it; only one that stays away was removed. */
export const REMOVAL_MS = 400;
/** A picture whose upload was held stays in the draft at least this long, with the reason. */
export const REFUSED_MS = 4000;

export type Medium = MediaWire & {
  /** False while the bytes are being read. */
  ready: boolean;
  part: number;
  /** `file`: caught as the original. `preview`: known from the page's preview alone. */
  origin: "file" | "preview";
  /** The preview that shows it, by source URL; "" until one is seen. */
  src: string;
  /** The link to the preview is proven by equal bytes, not guessed from the order of events. */
  sure: boolean;
  /** The element that shows it now or did last. */
  element: Element | null;
  /** When its preview was first missed (ms), 0 while it is there. */
  missing: number;
  bytes: Uint8Array<ArrayBuffer> | null;
};

/**
 * Files and previews are matched by their bytes where they can be read. Where a site shows a re-encoded picture, both are
 * media of the draft (what was attached and what is shown are both screened), linked by guess so that they go together.
 */
export class MediaLedger {
  private media: Medium[] = [];
  private order: string[] = [];
  /** SHA-256 → when its upload was held (ms). */
  private readonly refused = new Map<string, number>();

  /** `changed` is called when bytes have been read; `now` is in milliseconds. */
  constructor(private readonly changed: () => void, private readonly now: () => number = Date.now) {}

  /** Files caught at an input, a paste or a drop. */
  add(files: readonly File[], part: number): void {
    for (const file of files) {
      const medium = blank("file", part, { name: file.name, type: file.type });
      this.media.push(medium);
      void this.fill(medium, file.size > MEDIA_LIMIT ? Promise.resolve("too_large") : bytesOf(file));
    }
  }

  /** Match the media with the previews that are shown now. Cheap and repeatable; called at every reading. */
  sync(previews: readonly Preview[], libraries: readonly string[]): void {
    const shown = new Set<Medium>();
    for (const preview of previews) {
      const medium = this.known(preview, shown) ?? this.meet(preview, libraries);
      medium.src = preview.src;
      for (const partner of this.media.filter(({ src }) => src === preview.src)) {
        Object.assign(partner, placeOf(preview));
        shown.add(partner);
      }
    }
    this.order = previews.map(({ src }) => src);
    this.forgetRemoved(shown);
  }

  /** In the order of the page; files that no preview shows come last. */
  list(): readonly Medium[] {
    const place = (medium: Medium) => (this.order.indexOf(medium.src) + 1 || this.order.length + 1);
    return this.media.map((medium, index) => ({ medium, index }))
      .sort((one, other) => place(one.medium) - place(other.medium) || one.index - other.index)
      .map(({ medium }) => medium);
  }

  /** True while a preview is missing and it is not yet sure that it was removed. */
  get settling(): boolean {
    return this.media.some(({ missing }) => missing > 0);
  }

  /** Captured files that no preview ever showed, although the composer does show previews or should. */
  get unmatched(): number {
    return this.media.filter(({ origin, src }) => origin === "file" && src === "").length;
  }

  /** Its upload was held: the site will never show it. It stays until the author goes on, so that the reason can be read. */
  refuse(sha256: string): void {
    this.refused.set(sha256, this.now());
  }

  /**
   * The author goes on: what was refused and is shown nowhere is not part of the draft any more. Returns after how many
   * milliseconds this is to be asked again, because somebody who was typing has not had the time to read the reason; 0: never.
   */
  dropRefused(): number {
    const isRead = (at: number) => this.now() - at >= REFUSED_MS;
    const gone = [...this.refused].filter(([, at]) => isRead(at)).map(([sha256]) => sha256);
    this.media = this.media.filter(({ sha256, src }) => src !== "" || !gone.includes(sha256));
    for (const sha256 of gone) this.refused.delete(sha256);
    return Math.max(0, ...[...this.refused.values()].map((at) => at + REFUSED_MS - this.now()));
  }

  bytes(sha256: string): Uint8Array<ArrayBuffer> | null {
    return this.media.find((medium) => medium.sha256 === sha256)?.bytes ?? null;
  }

  /** Take over what another ledger knows (the composer was rebuilt by its page). */
  adopt(other: MediaLedger): void {
    this.media = [...other.media];
    for (const medium of this.media) medium.missing = 0;
  }

  /** The same source, or the same element that now shows the finished upload of the same picture. */
  private known(preview: Preview, shown: Set<Medium>): Medium | null {
    const bySource = this.media.find((medium) => medium.src === preview.src && !shown.has(medium))
      ?? this.media.find((medium) => medium.src === preview.src);
    if (bySource) return bySource;
    if (!isRemote(preview.src)) return null;
    return this.media.find((medium) => medium.element === preview.element && medium.src !== "" && !isRemote(medium.src)) ?? null;
  }

  /** A preview not seen before. */
  private meet(preview: Preview, libraries: readonly string[]): Medium {
    const waiting = this.media.find(({ origin, src, missing }) => origin === "file" && (src === "" || missing > 0));
    if (isRemote(preview.src)) {
      if (waiting && !isLibrary(preview.src, libraries)) return waiting;
      return this.push(blank("preview", preview.part, { unreadable: "remote" }), preview);
    }
    const own = this.push(blank("preview", preview.part, {}), preview);
    // The oldest file without a preview is taken to be the one that is shown here: they are removed together.
    if (waiting) Object.assign(waiting, placeOf(preview), { sure: false, missing: 0 });
    void this.fill(own, readSource(preview.src));
    return own;
  }

  private push(medium: Medium, preview: Preview): Medium {
    this.media.push(medium);
    medium.src = preview.src;
    return medium;
  }

  private async fill(medium: Medium, source: Promise<Uint8Array<ArrayBuffer> | string>): Promise<void> {
    try {
      const found = await source;
      if (typeof found === "string") medium.unreadable = found;
      else if (found.byteLength > MEDIA_LIMIT) medium.unreadable = "too_large";
      else {
        // A copy in this realm: in Firefox bytes read from the page's File can't be sliced here.
        const own = new Uint8Array(found);
        medium.sha256 = await sha256Hex(own);
        medium.bytes = own;
      }
    } catch {
      medium.unreadable = "unreadable";
    }
    medium.ready = true;
    this.mergeTwins();
    this.changed();
  }

  /** A preview with the very bytes of a captured file is that file: one medium, with the file's name. */
  private mergeTwins(): void {
    for (const shown of this.media.filter(({ origin, ready, sha256 }) => origin === "preview" && ready && sha256 !== "")) {
      const file = this.media.find((medium) =>
        medium.origin === "file" && medium.sha256 === shown.sha256 && (!medium.sure || medium.missing > 0));
      if (!file) continue;
      const guessed = this.media.find((medium) => medium.origin === "file" && medium !== file && !medium.sure && medium.src === shown.src);
      if (guessed) Object.assign(guessed, { src: file.src, element: file.element });
      Object.assign(file, { src: shown.src, element: shown.element, part: shown.part, alt: shown.alt, sure: true, missing: 0 });
      this.media.splice(this.media.indexOf(shown), 1);
    }
  }

  private forgetRemoved(shown: Set<Medium>): void {
    const now = this.now();
    for (const medium of this.media) {
      if (shown.has(medium) || medium.src === "") medium.missing = 0;
      else medium.missing ||= now;
    }
    this.media = this.media.filter(({ missing }) => missing === 0 || now - missing < REMOVAL_MS);
  }
}

function blank(origin: Medium["origin"], part: number, known: Partial<MediaWire>): Medium {
  const ready = known.unreadable !== undefined;
  return { sha256: "", name: "", type: "", alt: "", unreadable: "", ...known, ready, part, origin, src: "", sure: false, element: null, missing: 0, bytes: null };
}

function placeOf({ src, element, part, alt }: Preview): Pick<Medium, "src" | "element" | "part" | "alt"> {
  return { src, element, part, alt };
}

async function bytesOf(file: File): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.arrayBuffer());
}

function isRemote(src: string): boolean {
  return !/^(blob|data):/.test(src);
}

function isLibrary(src: string, libraries: readonly string[]): boolean {
  const host = URL.canParse(src) ? new URL(src).hostname : "";
  return libraries.some((domain) => host === domain || host.endsWith(`.${domain}`));
}
