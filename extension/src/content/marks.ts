/** Where the findings of a verdict stand on screen. */
import type { Mark } from "../protocol/state";
import type { Action, VerdictWire } from "../protocol/verdict";
import type { Snapshot } from "./snapshot";

/** Marks for every finding in a text, as long as the text is still the one that was screened at that place. */
export function marksOf(verdict: VerdictWire, screened: Snapshot): Mark[] {
  return verdict.findings.flatMap((finding, index): Mark[] => {
    const source = screened.sources[finding.part];
    const severity = severityOf(finding.action);
    if (finding.field !== "text" || finding.start === null || finding.end === null || !source || !severity) return [];
    const { start, end } = finding;
    const words = screened.draft.parts[finding.part]?.text.slice(start, end);
    const now = source.engine.read(source.element).text.toWellFormed().slice(start, end);
    if (!source.element.isConnected || words === "" || now !== words) return [];
    return [{ ...source.engine.locate(source.element, start, end), finding: index, severity }];
  });
}

function severityOf(action: Action): Mark["severity"] | null {
  return action === "warn" || action === "review" || action === "block" ? action : null;
}
