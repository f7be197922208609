/** Tells the record what became of a draft: posted, abandoned, held, mended, confirmed. Never says what was written. */
import type { AcknowledgeRequest } from "../protocol/messages";
import type { VerdictWire } from "../protocol/verdict";
import type { Send } from "./channel";

type Outcome = AcknowledgeRequest["outcome"];

/** A publish that was let through and has not been seen to finish is given up after this time. */
const PUBLISHING_MS = 20_000;

export class Outcomes {
  private publishing: { verdict: VerdictWire; until: number } | null = null;
  private held: VerdictWire | null = null;

  constructor(private readonly send: Send, private readonly site: string) {}

  tell(verdict: VerdictWire, outcome: Outcome): void {
    const { digest, policy_version, action } = verdict;
    void this.send({ kind: "acknowledge", digest, policy_version, action, outcome, site: this.site });
  }

  /** A publish gesture was let through to the page. */
  letThrough(verdict: VerdictWire): void {
    this.publishing = { verdict, until: Date.now() + PUBLISHING_MS };
  }

  /** The composer was emptied or is gone. True if that ends a publish that was let through. */
  finished(): boolean {
    const done = this.publishing !== null && Date.now() < this.publishing.until;
    if (this.publishing && done) this.tell(this.publishing.verdict, "posted");
    this.publishing = null;
    return done;
  }

  /** A publish gesture was held; said once per draft. */
  block(verdict: VerdictWire): void {
    if (this.held?.digest === verdict.digest) return;
    this.held = verdict;
    this.tell(verdict, "blocked");
  }

  /** A verdict came in: if it is about another draft than the one that was held, that one was mended. */
  follow(verdict: VerdictWire): void {
    if (!this.held || this.held.digest === verdict.digest) return;
    this.tell(this.held, "edited");
    this.held = null;
  }
}
