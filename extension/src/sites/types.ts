/** A site as data: everything the extension knows of one place where people post. See docs/sites.md. */
import type { Kind } from "../protocol/draft";
import type { RequestRule } from "../protocol/requests";

/** A: a source that says it checked the live site. B: several sources agree. C: one source, or a deduction. */
export type Confidence = "A" | "B" | "C";

/** Every entry says when its source was checked and how sure it is. */
export interface Entry {
  /** When the source saw it (YYYY-MM or YYYY-MM-DD); for an undated source, when the source was read. */
  seen: string;
  confidence: Confidence;
  note?: string;
}

/** Whole labels by language, compared without regard to case. */
export type Labels = { en: string[]; id: string[] };

export interface EditorEntry extends Entry {
  selector: string;
}

export interface ButtonEntry extends Entry {
  selector: string;
  /** If given, the whole label (text or aria-label) must be one of these too. */
  labels?: Labels;
  /** `composer`: publishes the composer around it. `page`: a second step outside it, publishes what the page has open. */
  reach: "composer" | "page";
}

export type KeyName = "ctrl-enter" | "alt-enter" | "enter";

export interface KeyEntry extends Entry {
  /** `ctrl-enter` means Cmd+Enter too; `enter` is Enter without Shift. */
  key: KeyName;
  /** Only in editors that match; everywhere in the composer if left out. */
  within?: string;
}

export interface PreviewEntry extends Entry {
  /** The picture, clip, or element with a background picture. */
  selector: string;
}

export interface AltEntry extends Entry {
  /** `preview`: an attribute of the preview itself. `item`: a field beside it. `page`: a field in a dialog of its own. */
  where: "preview" | "item" | "page";
  selector: string;
  attribute?: string;
}

export interface KindEntry extends Entry {
  kind: Kind;
  /** All that are given must hold: the button's label, the page's path, something inside the composer. */
  labels?: Labels;
  path?: string;
  within?: string;
}

export interface SelectorEntry extends Entry {
  selector: string;
}

/** A request that publishes or uploads; see protocol/requests.ts and docs/requests.md. */
export interface RequestEntry extends Entry, RequestRule {}

export interface Site {
  id: string;
  title: string;
  /** `host` or `host/path-prefix`; a host covers its subdomains too. */
  hosts: string[];
  /** Recognised by what the page holds, on any host. */
  recognise: SelectorEntry[];
  /** Elements whose open shadow root may hold a composer. */
  shadow: SelectorEntry[];
  /** Containers that end the climb from an editor, closest first; none found: the smallest ancestor with a button. */
  scope: SelectorEntry[];
  editors: EditorEntry[];
  /** Other text that is published along: content warnings, poll options, titles. */
  fields: SelectorEntry[];
  buttons: ButtonEntry[];
  keys: KeyEntry[];
  media: {
    inputs: SelectorEntry[];
    previews: PreviewEntry[];
    alts: AltEntry[];
    /** Domains of picture libraries: such a preview has no file behind it. */
    libraries: string[];
  };
  kinds: KindEntry[];
  /** The site's own requests that carry a post or a picture. Others are known by the words in them. */
  requests: RequestEntry[];
}
