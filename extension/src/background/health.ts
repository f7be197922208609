/** What is known of the companion: noted at every answer, asked for when it is away, shown on the toolbar button. */
import { read, write } from "../platform/storage";
import type { CompanionState } from "../protocol/messages";
import { ask } from "./companion";
import { credentials } from "./credentials";
import { Trouble } from "./trouble";

export interface Health {
  state: CompanionState;
  version: string;
  policyVersion: string;
  /** Sentences of the companion's own. */
  problems: string[];
}

const KEY = "health";
/** A companion that accepts a connection but says nothing is away after this long. */
const TIMEOUT = 2000;
/** All tabs that knock within this time share one answer; they knock once a second. */
export const INTERVAL = 900;

const STATES: Record<string, CompanionState> = {
  unpaired: "unpaired",
  not_authenticated: "unpaired",
  forbidden_origin: "unpaired",
  companion_unverified: "unverified",
  not_loopback: "unverified",
  version_mismatch: "version",
  companion_unreachable: "away",
  timed_out: "away",
};

let checked: { at: number; answer: Promise<Health> } | undefined;
let known: Promise<Health> | undefined;
let listener: (health: Health) => void = () => undefined;

/** Ask the companion how it is; at most once per interval. Raises what `ask` raises. */
export function checkHealth(now = Date.now()): Promise<Health> {
  if (checked && now >= checked.at && now - checked.at < INTERVAL) return checked.answer;
  const answer = fresh();
  checked = { at: now, answer };
  return answer;
}

/** Forget the shared answer: the pairing has changed. */
export function forgetHealth(): void {
  checked = undefined;
}

/** What was last known, without asking. */
export function lastHealth(): Promise<Health> {
  known ??= read("session", KEY).then((value) => (value as Health | undefined) ?? { state: "away", version: "", policyVersion: "", problems: [] });
  return known;
}

/** Note that the companion answered under this policy version. */
export async function noteAnswer(policyVersion: string): Promise<void> {
  await note({ ...(await lastHealth()), state: "there", policyVersion });
}

/** Note why a call failed, as far as that says something of the companion. */
export async function noteTrouble(error: unknown): Promise<void> {
  // An answer shared from before this failure would tell those who wait that the companion is back.
  if ((await noteState(error)) !== "there") forgetHealth();
}

/** `listener` hears of every change. One listener. */
export function onHealth(changed: (health: Health) => void): void {
  listener = changed;
}

async function fresh(): Promise<Health> {
  try {
    const using = await credentials();
    const said = (await ask({ url: using.url, signing: using }, { method: "GET", target: "/v1/health", timeout: TIMEOUT })) as Record<string, unknown>;
    const problems = Array.isArray(said.problems) ? said.problems.map(String) : [];
    return await note({ state: "there", version: String(said.version ?? ""), policyVersion: String(said.policy_version ?? ""), problems });
  } catch (error) {
    await noteState(error);
    throw error;
  }
}

async function noteState(error: unknown): Promise<CompanionState> {
  // Whatever else a companion refuses, it is there.
  const state = error instanceof Trouble ? (STATES[error.code] ?? "there") : "there";
  if (error instanceof Trouble) await note({ ...(await lastHealth()), state });
  return state;
}

async function note(health: Health): Promise<Health> {
  const before = await lastHealth();
  known = Promise.resolve(health);
  if (JSON.stringify(before) !== JSON.stringify(health)) {
    await write("session", KEY, health);
    listener(health);
  }
  return health;
}
