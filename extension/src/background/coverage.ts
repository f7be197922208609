/** What the content scripts said of their pages, per tab and frame. */
import { isPresent, type Sender } from "../platform/listen";
import { read, update } from "../platform/storage";
import type { CoverageReport, TabCoverage } from "../protocol/messages";

const KEY = "coverage";

interface FrameCoverage {
  site: string;
  composers: number;
  missing: string[];
}
/** Tab → frame → what was said. Keys are numbers as JSON has them. */
type Coverage = Record<string, Record<string, FrameCoverage>>;

/** Remember a report. Returns what is now known of the tab. */
export async function noteCoverage({ site, composers, missing }: CoverageReport, sender: Sender): Promise<TabCoverage | null> {
  if (sender.tab === null) return null;
  const tab = String(sender.tab);
  const report = { site: String(site), composers: Number(composers), missing: missing.map(String) };
  const all = await update("session", KEY, (value) => {
    const known = coverage(value);
    return { ...known, [tab]: { ...known[tab], [sender.frame]: report } };
  });
  return combined(all[tab] ?? {});
}

/** What is known of a tab whose scripts are still there; null if none is. */
export async function tabCoverage(tab: number): Promise<TabCoverage | null> {
  const frames = coverage(await read("session", KEY))[String(tab)] ?? {};
  const present = await Promise.all(Object.keys(frames).map(async (frame) => ((await isPresent(tab, Number(frame))) ? [frame] : [])));
  return combined(Object.fromEntries(present.flat().map((frame) => [frame, frames[frame] as FrameCoverage])));
}

export async function forgetTab(tab: number): Promise<void> {
  await update("session", KEY, (value) => Object.fromEntries(Object.entries(coverage(value)).filter(([other]) => other !== String(tab))));
}

function combined(frames: Record<string, FrameCoverage>): TabCoverage | null {
  const [first, ...others] = Object.values(frames).sort((one, other) => other.composers - one.composers);
  if (!first) return null;
  const missing = new Set([first, ...others].flatMap((frame) => frame.missing));
  const composers = others.reduce((sum, frame) => sum + frame.composers, first.composers);
  return { covered: first.site !== "", site: first.site, composers, missing: [...missing].sort() };
}

function coverage(value: unknown): Coverage {
  return typeof value === "object" && value !== null ? (value as Coverage) : {};
}
