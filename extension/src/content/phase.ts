/** From an answer, or the lack of one, to the gate's phase. */
import type { Phase } from "../protocol/state";
import type { Action, VerdictWire } from "../protocol/verdict";

const LADDER: readonly Action[] = ["allow", "log", "warn", "review", "block"];

/** The phase that a verdict puts the gate in. Only `opens` clears; everything else holds. */
export function phaseOfVerdict(verdict: VerdictWire): Phase {
  if (verdict.opens) return "clear";
  if (verdict.needs === "confirmation") return "confirm";
  if (isUnchecked(verdict)) return "unchecked";
  if (verdict.needs === "approval") return verdict.approval?.state === "waiting" ? "waiting" : "review";
  return "blocked";
}

/** What could not be checked alone is the reason, and nobody can be asked: nothing that was found is as strict. */
function isUnchecked(verdict: VerdictWire): boolean {
  const strictest = (actions: Action[]) => Math.max(-1, ...actions.map((action) => LADDER.indexOf(action)));
  return verdict.needs === "change"
    && strictest(verdict.unchecked.map(({ action }) => action)) > strictest(verdict.findings.map(({ action }) => action));
}

const FAILURES: Record<string, Phase> = {
  extension_gone: "stale",
  companion_unreachable: "away",
  no_answer: "away",
  companion_unverified: "unverified",
  not_authenticated: "unpaired",
  forbidden_origin: "unpaired",
  unpaired: "unpaired",
  version_mismatch: "version",
};

/** The phase for a failure's code. A code not known here holds the gate as well. */
export function phaseOfFailure(code: string): Phase {
  return FAILURES[code] ?? "unchecked";
}
