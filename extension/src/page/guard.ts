/** Decides what to do with one request: let it go untouched, hold it and ask, or hold it at once. */
import { toBase64 } from "../protocol/digest";
import { CARRIED_LIMIT, type CarriedMedium, type RequestRule } from "../protocol/requests";
import type { Line, Question, Rule } from "./line";
import { maybeText, spelledOut, type Payload } from "./payload";
import { allTexts, carriers, stringsIn, textsAt, treeOf } from "./texts";

/** A request that can't be passed by its method and address alone. `rule` is null for one that no rule describes. */
export interface Candidate {
  method: string;
  path: string;
  rule: Rule | null;
}

/** `words` of the draft and the media that a request carries; `unreadable` if it can't be told. */
export type Carried = { rule: Rule | null; texts: string[]; media: Blob[] } | "nothing" | "unreadable";

export interface Outcome {
  opens: boolean;
  refusal?: RequestRule["refusal"];
}

/** Requests of other methods carry no body, or none that a site publishes with. */
const WRITING = new Set(["POST", "PUT", "PATCH"]);

/** What a body carries of a draft, by the rule of its request or, without one, by what is being written on the page. */
export function carriedBy(rule: Rule | null, payload: Payload, watched: readonly string[]): Carried {
  if (payload.form === "opaque") return rule ? "unreadable" : "nothing";
  const media = rule ? mediaOf(rule, payload) : [];
  const texts = rule ? ruledTexts(rule, payload, watched) : carriers(allTexts(payload), watched);
  return texts.length + media.length === 0 ? "nothing" : { rule, texts, media };
}

/** Texts at the rule's places, and wherever else the draft's own words are: the site may have moved them. */
function ruledTexts(rule: Rule, payload: Payload, watched: readonly string[]): string[] {
  const tree = treeOf(payload, rule.body);
  if (tree === null) {
    // A publish request in a form that nobody has described: all that it says is taken for the post.
    return rule.purpose === "publish" ? allTexts(payload).filter((text) => text.trim() !== "") : carriers(allTexts(payload), watched);
  }
  const found = rule.texts.flatMap((pointer) => textsAt(tree, pointer));
  return [...new Set([...found, ...carriers(stringsIn(tree), watched)])];
}

function mediaOf(rule: Rule, payload: Payload): Blob[] {
  if (payload.form === "entries") return payload.entries.flatMap(([, value]) => (value instanceof Blob && value.size > 0 ? [value] : []));
  return rule.purpose === "upload" && payload.form === "bytes" && payload.blob.size > 0 ? [payload.blob] : [];
}

export class Guard {
  constructor(readonly line: Line) {}

  /** The cheap test that every request takes: null lets it go. `undefined` rule: it is not known yet whether the page is covered. */
  look(method: string, url: () => string): Candidate | null {
    if (!WRITING.has(method)) return null;
    const { rules, watched } = this.line;
    if (rules === null) return null;
    const path = pathOf(url());
    const rule = rules?.find(({ methods, pattern }) => methods.includes(method) && pattern.test(path)) ?? null;
    return rules === undefined || rule || watched.length > 0 ? { method, path, rule } : null;
  }

  /** What can be said at once: `later` if the body must be read first, or it is not known yet whether the page is covered. */
  now({ rule }: Candidate, payload: Payload): "pass" | "hold" | "later" {
    const { rules, watched } = this.line;
    if (rules === undefined) return "later";
    if (payload.form === "bytes" && payload.text === undefined && rule?.purpose !== "upload") {
      return rule || maybeText(payload.blob) ? "later" : "pass";
    }
    return carriedBy(rule, payload, watched) === "nothing" ? "pass" : "hold";
  }

  /** Whether the request may go, once everything is known. */
  async clears(candidate: Candidate, payload: Payload, signal?: AbortSignal): Promise<Outcome> {
    await this.line.whenCovered();
    const { path, method } = candidate;
    const rule = this.line.rules?.find(({ methods, pattern }) => methods.includes(method) && pattern.test(path)) ?? null;
    if (!this.line.rules) return { opens: true };
    const read = rule?.purpose === "upload" ? payload : await spelledOut(payload);
    const carried = carriedBy(rule, read, this.line.watched);
    if (carried === "nothing") return { opens: true };
    if (carried === "unreadable") {
      this.line.held(true);
      return { opens: false, refusal: rule?.refusal };
    }
    return { opens: await this.line.ask(await questionOf(carried), signal), refusal: rule?.refusal };
  }

  /** A request that can't wait is held. */
  holdNow({ rule }: Candidate): void {
    this.line.held(rule !== null);
  }
}

async function questionOf({ rule, texts, media }: Exclude<Carried, string>): Promise<Question> {
  return { known: rule !== null, kind: rule?.kind ?? "post", texts, media: await Promise.all(media.map(carriedMedium)) };
}

async function carriedMedium(blob: Blob): Promise<CarriedMedium> {
  const isSmall = blob.size <= CARRIED_LIMIT;
  const base64 = isSmall ? toBase64(new Uint8Array(await blob.arrayBuffer())) : "";
  return { name: blob instanceof File ? blob.name : "", type: blob.type, size: blob.size, base64 };
}

function pathOf(url: string): string {
  const address = new URL(url, document.baseURI);
  return address.pathname + address.search;
}
