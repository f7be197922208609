/** Verdicts that are still good, kept in memory (`storage.session`) so that they outlive the background. */
import { read, remove, update } from "../platform/storage";
import type { VerdictWire } from "../protocol/verdict";

const KEY = "verdicts";
const MOST = 50;
/** A verdict with less time left is asked for anew, so that the page has time to publish under it. Milliseconds. */
const LEFT = 60_000;

type Stored = Record<string, VerdictWire>;

/** What an answer depends on besides the policy: the draft, whose companion, the language of the explanations. */
export function cacheKey(digest: string, client: string, locale: string): string {
  return `${digest}/${client}/${locale}`;
}

/** A good verdict of the policy version that the companion last spoke of (any, if it has not spoken yet), or null. */
export async function cachedVerdict(key: string, policyVersion: string): Promise<VerdictWire | null> {
  const found = stored(await read("session", KEY))[key];
  if (!found || found.expires - Date.now() < LEFT) return null;
  return policyVersion === "" || found.policy_version === policyVersion ? found : null;
}

/** Keep a verdict, unless asking again may bring another: an approval is pending, or something that counts was not checked. */
export async function keepVerdict(key: string, verdict: VerdictWire): Promise<void> {
  if (verdict.action === "review" || verdict.unchecked.some(({ action }) => action !== "allow")) return;
  await update("session", KEY, (value) => {
    const kept = Object.entries(stored(value)).filter(([other, { expires }]) => other !== key && expires > Date.now());
    return Object.fromEntries([...kept, [key, verdict] as const].slice(-MOST));
  });
}

/** Forget all verdicts: another companion or another pairing answers from now on. */
export async function clearVerdicts(): Promise<void> {
  await remove("session", KEY);
}

function stored(value: unknown): Stored {
  return typeof value === "object" && value !== null ? (value as Stored) : {};
}
