/** Whether what a request carries is cleared: as part of a cleared draft, or by a screening of its own. */
import { draftDigest, fromBase64, sha256Hex } from "../protocol/digest";
import type { DraftWire, MediaWire } from "../protocol/draft";
import type { Failure } from "../protocol/messages";
import { comparable, type CarriedMedium } from "../protocol/requests";
import type { VerdictWire } from "../protocol/verdict";
import type { Send } from "./channel";
import type { Asked } from "./requests-read";
import type { Session } from "./session";

/** A draft that a publish gesture let through may send its requests this long: pictures are uploaded before the words go (ms). */
const RELEASED_MS = 300_000;
/** How long a request waits for a composer that is being checked (ms); the composer's own answers are shorter. */
const SETTLE_MS = 20_000;
/** The companion asks for bytes it lacks, and once more if it let go of them. */
const ROUNDS = 3;

export interface Ruling {
  opens: boolean;
  /** In the author's language, as far as anybody said why. */
  why: string;
  /** SHA-256 of the media that were asked about. */
  hashes: string[];
}

interface Carried {
  base64: string;
  bytes: Uint8Array<ArrayBuffer> | null;
  wire: MediaWire;
}

/** A draft that was cleared and may go out, as what requests are compared with. */
interface Cleared {
  texts: Set<string>;
  holds(medium: Carried): boolean;
}

export class Clearance {
  private readonly let: { draft: DraftWire; until: number }[] = [];
  private waiting: (() => void)[] = [];
  private asked = 0;

  constructor(private readonly send: Send, private readonly sessions: () => Iterable<Session>) {}

  release(draft: DraftWire): void {
    const now = Date.now();
    const kept = this.let.filter(({ until }) => until > now);
    this.let.splice(0, this.let.length, ...kept, { draft, until: now + RELEASED_MS });
  }

  /** Composers may have changed their state. */
  look(): void {
    if (this.waiting.length === 0 || this.isChecking()) return;
    for (const go of this.waiting.splice(0)) go();
  }

  /** May a request that carries this go? */
  async rule(site: string, { kind, texts, media }: Asked): Promise<Ruling> {
    const carried = await Promise.all(media.map(carriedOf));
    const hashes = carried.flatMap(({ wire }) => (wire.sha256 === "" ? [] : [wire.sha256]));
    if (this.isCleared(texts, carried)) return { opens: true, why: "", hashes };
    const parts = (texts.length > 0 ? texts : [""]).map((text, index) => ({ text: text.toWellFormed(), media: index === 0 ? carried.map(({ wire }) => wire) : [] }));
    const verdict = await this.screen({ site, account: "", kind, parts }, carried);
    if ("opens" in verdict && verdict.opens) return { opens: true, why: "", hashes };
    // What needs a yes (the author's, an approver's) has it as part of the composer's draft, if at all.
    await this.settled();
    return { opens: this.isCleared(texts, carried), why: whyOf(verdict), hashes };
  }

  private isCleared(texts: readonly string[], media: readonly Carried[]): boolean {
    const wanted = texts.map(comparable).filter((text) => text !== "");
    return [...this.cleared()].some((draft) => wanted.every((text) => draft.texts.has(text)) && media.every((medium) => draft.holds(medium)));
  }

  private *cleared(): Generator<Cleared> {
    for (const session of this.sessions()) {
      const draft = session.cleared();
      if (!draft) continue;
      yield { ...clearedOf(draft), holds: (medium) => session.ledger.list().some(({ sha256, bytes }) => isPartOf(medium, sha256, bytes)) };
    }
    const now = Date.now();
    for (const { draft, until } of this.let) if (until > now) yield clearedOf(draft);
  }

  private async screen(draft: DraftWire, carried: readonly Carried[]): Promise<VerdictWire | Failure> {
    this.asked += 1;
    const request = { kind: "screen" as const, draft, digest: await draftDigest(draft), revision: this.asked, composer: `request-${this.asked}` };
    for (let round = 0; round < ROUNDS; round += 1) {
      const reply = await this.send(request);
      if ("verdict" in reply) {
        const isAboutThis = reply.verdict.digest === request.digest && reply.verdict.revision === request.revision && Date.now() < reply.verdict.expires;
        return isAboutThis ? reply.verdict : { ok: false, code: "companion_unverified", message: "" };
      }
      // A background that was stopped in between is back at the next message.
      if (!reply.ok && (reply.code !== "no_answer" || round > 0)) return reply;
      if (reply.ok) await this.sendMedia(reply.missing, carried);
    }
    return { ok: false, code: "media_missing", message: "" };
  }

  private async sendMedia(missing: readonly string[], carried: readonly Carried[]): Promise<void> {
    for (const sha256 of missing) {
      const base64 = carried.find(({ wire }) => wire.sha256 === sha256)?.base64;
      if (base64) await this.send({ kind: "media", sha256, base64 });
    }
  }

  private isChecking(): boolean {
    return [...this.sessions()].some(({ loop }) => loop.state.phase === "checking");
  }

  private settled(): Promise<void> {
    if (!this.isChecking()) return Promise.resolve();
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      setTimeout(resolve, SETTLE_MS);
    });
  }
}

function clearedOf(draft: DraftWire): Cleared {
  const texts = draft.parts.flatMap(({ text, media }) => [text, ...media.map(({ alt }) => alt)]);
  const hashes = draft.parts.flatMap(({ media }) => media.map(({ sha256 }) => sha256));
  return { texts: new Set(texts.map(comparable)), holds: ({ wire }) => wire.sha256 !== "" && hashes.includes(wire.sha256) };
}

async function carriedOf({ name, type, base64 }: CarriedMedium): Promise<Carried> {
  const bytes = base64 === "" ? null : fromBase64(base64);
  const sha256 = bytes ? await sha256Hex(bytes) : "";
  const unreadable = bytes ? "" : base64 === "" ? "too_large" : "unreadable";
  return { bytes, base64, wire: { sha256, name: name.toWellFormed(), type: type.toWellFormed(), alt: "", unreadable } };
}

/** The same bytes, or a piece of them: large media are sent in pieces that nobody can look at by themselves. */
function isPartOf({ wire, bytes }: Carried, sha256: string, whole: Uint8Array | null): boolean {
  if (wire.sha256 !== "" && wire.sha256 === sha256) return true;
  if (!bytes || !whole || bytes.length === 0 || bytes.length > whole.length) return false;
  for (let at = whole.indexOf(bytes[0]!); at >= 0 && at + bytes.length <= whole.length; at = whole.indexOf(bytes[0]!, at + 1)) {
    if (bytes.every((byte, index) => whole[at + index] === byte)) return true;
  }
  return false;
}

function whyOf(verdict: VerdictWire | Failure): string {
  if (!("findings" in verdict)) return verdict.message;
  const [first] = [...verdict.findings].filter(({ action }) => action !== "allow" && action !== "log");
  return first?.explanation ?? verdict.unchecked[0]?.explanation ?? "";
}
