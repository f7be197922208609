/** The toolbar button: a mark when something is wrong, and in words what. */
import { showBadge } from "../platform/tabs";
import type { CompanionState, TabCoverage } from "../protocol/messages";
import { sentence } from "./sentences";

/** White on these has a contrast of more than 4.5 to 1. */
const RED = "#b3261e";
const AMBER = "#8a5300";

/** Show how the companion is, on all tabs. */
export async function showCompanion(state: CompanionState, locale: "en" | "id"): Promise<void> {
  await showBadge({ text: state === "there" ? "" : "!", colour: RED, title: sentence(locale, `title.${state}`) });
}

/** Show on one tab that its page is covered only in part, or again what all tabs show. */
export async function showCoverage(tab: number, coverage: TabCoverage, state: CompanionState, locale: "en" | "id"): Promise<void> {
  const isWhole = coverage.missing.length === 0;
  const title = sentence(locale, isWhole ? `title.${state}` : "title.missing");
  await showBadge({ text: isWhole ? null : "?", colour: isWhole ? RED : AMBER, title }, tab);
}
