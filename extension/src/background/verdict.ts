/** The companion's verdict: its shape checked, its positions turned from code points into UTF-16. */
import type { DraftWire } from "../protocol/draft";
import { utf16Positions } from "../protocol/offsets";
import type { FindingWire, VerdictWire } from "../protocol/verdict";
import { Trouble } from "./trouble";

const ACTIONS = ["allow", "log", "warn", "review", "block"];
const NEEDS = [null, "confirmation", "approval", "change"];
const FIELDS = ["text", "alt", "image_text", "image"];

/**
 * The verdict on `draft`, ready for the page. Raises `companion_unverified` if it is about another draft or revision,
 * `version_mismatch` if it is no verdict as this version knows it: both keep the gate shut.
 */
export function verdictOn(draft: DraftWire, digest: string, revision: number, said: unknown): VerdictWire {
  const verdict = said as VerdictWire;
  if (!hasShape(verdict)) throw new Trouble("version_mismatch");
  if (verdict.digest !== digest || verdict.revision !== revision) throw new Trouble("companion_unverified");
  return { ...verdict, findings: verdict.findings.map(converter(draft)) };
}

function hasShape(verdict: VerdictWire): boolean {
  return isObject(verdict) && hasDecision(verdict) && isObject(verdict.policy) && isObject(verdict.ratings)
    && Array.isArray(verdict.findings) && verdict.findings.every(isFinding)
    && Array.isArray(verdict.unchecked) && verdict.unchecked.every((entry) => isObject(entry) && ACTIONS.includes(entry.action));
}

function hasDecision(verdict: VerdictWire): boolean {
  return ACTIONS.includes(verdict.action) && NEEDS.includes(verdict.needs) && typeof verdict.opens === "boolean"
    && opensHonestly(verdict) && typeof verdict.policy_version === "string" && Number.isFinite(verdict.expires);
}

/** Whether `opens` follows from the rest: a verdict that contradicts itself opens nothing. */
function opensHonestly({ action, opens, needs, approval }: VerdictWire): boolean {
  if (!opens) return needs !== null;
  return needs === null && (action === "allow" || action === "log" || (action === "review" && approval?.state === "granted"));
}

function isFinding(finding: FindingWire): boolean {
  return isObject(finding) && ACTIONS.includes(finding.action) && FIELDS.includes(finding.field)
    && Number.isInteger(finding.part) && isCount(finding.media) && isCount(finding.start) && isCount(finding.end)
    && (finding.start === null) === (finding.end === null);
}

function converter(draft: DraftWire): (finding: FindingWire) => FindingWire {
  const known = new Map<string, (position: number) => number>();
  return (finding) => {
    const text = textOf(draft, finding);
    if (text === null || finding.start === null || finding.end === null) return finding;
    const place = `${finding.part}/${finding.field}/${finding.media}`;
    const positions = known.get(place) ?? utf16Positions(text);
    known.set(place, positions);
    return { ...finding, start: positions(finding.start), end: positions(finding.end) };
  };
}

/** The author's text that a finding's positions count in; null where they count in words read from a picture. */
function textOf(draft: DraftWire, finding: FindingWire): string | null {
  if (finding.field !== "text" && finding.field !== "alt") return null;
  const part = draft.parts[finding.part];
  const text = finding.field === "text" ? part?.text : part?.media[finding.media ?? -1]?.alt;
  if (text === undefined) throw new Trouble("version_mismatch");
  return text;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function isCount(value: number | null): boolean {
  return value === null || (Number.isInteger(value) && value >= 0);
}
