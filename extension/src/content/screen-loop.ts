/** Keeps one draft screened: waits for a pause, asks, drops stale answers, asks again before an answer expires. */
import { draftDigest } from "../protocol/digest";
import type { Failure } from "../protocol/messages";
import type { Phase } from "../protocol/state";
import type { VerdictWire } from "../protocol/verdict";
import type { Send } from "./channel";
import { phaseOfFailure, phaseOfVerdict } from "./phase";
import type { Snapshot } from "./snapshot";

/** A pause in typing: long enough not to ask per key, short enough to be through before the hand is at the button. */
export const PAUSE_MS = 150;
/** A companion that comes back is noticed within this time plus one round trip. */
export const PING_MS = 1000;
/** An answer that takes longer counts as none. The companion's own deadline is shorter. */
export const ANSWER_MS = 30_000;
/** Ask again this long before a verdict expires. */
const RENEW_MS = 10_000;
/** How often a waiting approval is asked for. */
const APPROVAL_MS = 3000;
/** Bytes are sent on request, and once more if the companion let go of them in between. */
const MEDIA_ROUNDS = 3;

export interface Drafts {
  /** The draft as it stands now. */
  read(): Snapshot;
  /** Bytes of a medium as base64, or null if they are gone. */
  base64(sha256: string): string | null;
}

export interface LoopState {
  phase: Phase;
  verdict: VerdictWire | null;
  detail: string;
}

let loops = 0;

export class ScreenLoop {
  state: LoopState = { phase: "empty", verdict: null, detail: "" };
  revision = 0;
  /** The snapshot that the verdict is about. */
  screened: Snapshot | null = null;
  /** Tells the composers of one frame apart, so that each waits only for itself. */
  private readonly name = String((loops += 1));
  private confirmed = "";
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;

  constructor(
    private readonly send: Send,
    private readonly drafts: Drafts,
    private readonly signal: AbortSignal,
    private readonly changed: (state: LoopState) => void,
  ) {
    signal.addEventListener("abort", () => clearTimeout(this.timer), { once: true });
  }

  /** The draft may have changed: shut now, in this very task, and ask after a pause. */
  touch(): void {
    if (this.signal.aborted || this.state.phase === "stale") return;
    this.revision += 1;
    this.failures = 0;
    this.set({ ...this.state, phase: "checking", detail: "" });
    this.later(PAUSE_MS, () => void this.run());
  }

  /** May exactly this draft be published at this instant? */
  opens(now: Snapshot): boolean {
    if (now.empty) return true;
    const { phase, verdict } = this.state;
    return phase === "clear" && verdict !== null && now.ready && now.canonical === this.screened?.canonical && Date.now() < verdict.expires;
  }

  /** The author says yes to a warning: holds for this draft and this verdict only. */
  confirm(): boolean {
    const { phase, verdict } = this.state;
    if (phase !== "confirm" || !verdict) return false;
    this.confirmed = identityOf(verdict);
    this.set({ ...this.state, phase: "clear" });
    return true;
  }

  /** Ask again without waiting; the gate stays as it is until the answer is there. */
  async run(): Promise<void> {
    if (this.signal.aborted) return;
    clearTimeout(this.timer);
    const snapshot = this.drafts.read();
    if (snapshot.empty) {
      this.screened = null;
      this.set({ phase: "empty", verdict: null, detail: "" });
      return;
    }
    // Bytes still being read: the ledger touches the loop when they are there.
    if (!snapshot.ready) return;
    const revision = (this.revision += 1);
    const reply = await this.ask(snapshot, revision).catch((): Failure => ({ ok: false, code: "cannot_check", message: "" }));
    if (this.signal.aborted || revision !== this.revision) return;
    if ("verdict" in reply) this.accept(reply.verdict, reply.digest, snapshot, revision);
    else this.fail(reply);
  }

  private async ask(snapshot: Snapshot, revision: number): Promise<{ verdict: VerdictWire; digest: string } | Failure> {
    let digest = "";
    try {
      digest = await draftDigest(snapshot.draft);
    } catch {
      return { ok: false, code: "insecure_page", message: "" };
    }
    for (let round = 0; round < MEDIA_ROUNDS; round += 1) {
      if (revision !== this.revision) break;
      const reply = await this.limited(this.send({ kind: "screen", draft: snapshot.draft, digest, revision, composer: this.name }));
      if (!reply.ok) return reply;
      if ("verdict" in reply) return { verdict: reply.verdict, digest };
      const failure = await this.sendMedia(reply.missing, revision);
      if (failure) return failure;
    }
    return { ok: false, code: "media_missing", message: "" };
  }

  private async sendMedia(missing: readonly string[], revision: number): Promise<Failure | null> {
    for (const sha256 of missing) {
      if (revision !== this.revision) return null;
      const base64 = this.drafts.base64(sha256);
      if (base64 === null) return { ok: false, code: "media_missing", message: "" };
      const reply = await this.limited(this.send({ kind: "media", sha256, base64 }));
      if (!reply.ok) return reply;
    }
    return null;
  }

  /** An answer, or a failure in its stead: nothing that the background does may leave the loop hanging. */
  private async limited<T>(answer: Promise<T>): Promise<T | Failure> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<Failure>((resolve) => {
      timer = setTimeout(() => resolve({ ok: false, code: "timed_out", message: "" }), ANSWER_MS);
    });
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  private accept(verdict: VerdictWire, digest: string, snapshot: Snapshot, revision: number): void {
    if (verdict.digest !== digest || verdict.revision !== revision) {
      this.fail({ ok: false, code: "companion_unverified", message: "" });
      return;
    }
    this.failures = 0;
    this.screened = snapshot;
    const phase = phaseOfVerdict(verdict);
    const isConfirmed = phase === "confirm" && identityOf(verdict) === this.confirmed;
    this.set({ phase: isConfirmed ? "clear" : phase, verdict, detail: "" });
    const renewal = Math.max(verdict.expires - Date.now() - RENEW_MS, PING_MS);
    this.later(phase === "waiting" ? Math.min(APPROVAL_MS, renewal) : renewal, () => void this.run());
  }

  private fail(failure: Failure): void {
    this.screened = null;
    const phase = phaseOfFailure(failure.code);
    // The other phases have their own sentence in the author's language.
    this.set({ phase, verdict: null, detail: phase === "unchecked" ? failure.message : "" });
    if (phase === "stale") return;
    // A background that died in between is back at the next message; ask it at once, then every second.
    const delay = failure.code === "no_answer" && this.failures === 0 ? 0 : PING_MS;
    this.failures += 1;
    this.later(delay, () => void this.recover());
  }

  /** Away: knock every second, and screen the draft as soon as somebody answers. */
  private async recover(): Promise<void> {
    const revision = this.revision;
    const reply = await this.limited(this.send({ kind: "ping" }));
    if (this.signal.aborted || revision !== this.revision) return;
    if (reply.ok) await this.run();
    else this.fail(reply);
  }

  private later(delay: number, action: () => void): void {
    clearTimeout(this.timer);
    if (!this.signal.aborted) this.timer = setTimeout(action, delay);
  }

  private set(state: LoopState): void {
    this.state = state;
    this.changed(state);
  }
}

/** What a confirmation is bound to: the draft, the policy, and what was found. */
function identityOf(verdict: VerdictWire): string {
  return JSON.stringify([verdict.digest, verdict.policy_version, verdict.findings.map(({ rule, part, field, start, end }) => [rule, part, field, start, end])]);
}
