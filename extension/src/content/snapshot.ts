/** The draft as it stands at one instant, and what it is compared and named by. */
import { wellFormed } from "../protocol/digest";
import type { DraftWire, Kind, MediaWire } from "../protocol/draft";
import type { Engine } from "../editors";

/** Where a part's text came from, so that a finding can be shown in place. */
export interface PartSource {
  element: Element;
  engine: Engine;
}

export interface Snapshot {
  draft: DraftWire;
  /** One per part of the draft. */
  sources: PartSource[];
  /** Equal for two snapshots exactly if their digests are. */
  canonical: string;
  /** Nothing to post: no text but white space, no media. */
  empty: boolean;
  /** False while the bytes of a picture are still being read; such a draft can't be screened and never opens. */
  ready: boolean;
}

export interface PartDraft {
  source: PartSource;
  text: string;
  media: (MediaWire & { ready: boolean })[];
}

/** Put together what was read. Parts without text and media are left out: nothing of them is posted. */
export function snapshotOf(site: string, kind: Kind, parts: PartDraft[]): Snapshot {
  const kept = parts.filter((part) => part.text.trim() !== "" || part.media.length > 0);
  const draft = wellFormed({ site, account: "", kind, parts: kept.map(({ text, media }) => ({ text, media })) });
  const ready = kept.every(({ media }) => media.every((medium) => medium.ready));
  return {
    draft,
    sources: kept.map(({ source }) => source),
    canonical: `${ready ? "" : "reading "}${canonicalOf(draft)}`,
    empty: kept.length === 0,
    ready,
  };
}

/** Equal exactly when the digests are: the same fields as in protocol/digest.ts, as a string that can be had at once. */
function canonicalOf({ site, account, kind, parts }: DraftWire): string {
  const identities = (media: MediaWire[]) => media.map(({ sha256, unreadable, alt }) => [sha256 || `unreadable:${unreadable}`, alt]);
  return JSON.stringify([site, account, kind, parts.map(({ text, media }) => [text, identities(media)])]);
}
