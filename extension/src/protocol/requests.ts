/** Requests that publish or upload, as data, and what the page's hook and the content script say to each other. */
import type { Kind } from "./draft";

/** One kind of request of a site, known by method and path; never by a hash that the site changes at each release. */
export interface RequestRule {
  /** `publish`: carries the words of a post. `upload`: carries a picture or a clip. */
  purpose: "publish" | "upload";
  kind: Kind;
  methods: string[];
  /** Regular expression for path and query, as the address has them; hosts are not compared. */
  path: string;
  body: "json" | "form" | "multipart" | "bytes";
  /**
   * Where the words are: JSON pointers, `*` for every entry of a list. In forms the first name is the field's. A pointer that
   * goes on inside a string reads that string as JSON.
   */
  texts: string[];
  /** How a held `fetch` ends. Left out: as if the network had failed. */
  refusal?: { status: number; body: string };
}

/** A picture or clip in a request's body. `base64` is "" when it is too large to be screened; `size` is in bytes. */
export interface CarriedMedium {
  name: string;
  type: string;
  size: number;
  base64: string;
}

/** The page's hook speaks. `known`: the request is one that the site's data describe. Untrusted, as all of the page's world. */
export type HookSays =
  | { say: "ask"; id: number; known: boolean; kind: Kind; texts: string[]; media: CarriedMedium[] }
  /** Held at once, without a question: what can't wait (a beacon, a synchronous request) or can't be read. */
  | { say: "held"; known: boolean };

/** The content script speaks. Only its `answer` lets a held request go. */
export type HookHears =
  /** `null`: this page is not covered (now). */
  | { hear: "cover"; rules: RequestRule[] | null }
  /** Lines of what is being written on this page: a request that carries one of them is taken for a publish request. */
  | { hear: "watch"; lines: string[] }
  | { hear: "answer"; id: number; opens: boolean };

/** The word with which the page's hook hands over its end of the line, before the page's first script. */
export const HANDOVER = "saring-requests-1";

/** Shorter lines are found in too many requests that publish nothing. Characters after `comparable`. */
export const LEAST_WATCHED = 12;

/** The companion takes no larger medium (docs/protocol.md); bytes. */
export const CARRIED_LIMIT = 32 * 1024 * 1024;

/** Texts that differ only in white space compare equal: sites trim, and turn line ends and no-break spaces to their own taste. */
export function comparable(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** The lines of these texts that are long enough to be looked for, each once. */
export function watchedLines(texts: readonly string[]): string[] {
  const lines = texts.flatMap((text) => text.split(/[\n\r\u2028\u2029]+/)).map(comparable);
  return [...new Set(lines.filter((line) => line.length >= LEAST_WATCHED))];
}
