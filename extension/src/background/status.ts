/** What the popup and the options page show, gathered. */
import { mayReach } from "../platform/hosts";
import type { StatusReply } from "../protocol/messages";
import { tabCoverage } from "./coverage";
import { companionUrl, pairingSource } from "./credentials";
import { checkHealth, lastHealth, type Health } from "./health";
import { pairState } from "./pairing";
import { tell } from "./screening";
import { sentence } from "./sentences";
import { settings, waitingHosts } from "./settings";

export async function status(tab: number | undefined): Promise<StatusReply> {
  const [chosen, source, pair, health] = await Promise.all([settings(), pairingSource(), pairState(), healthNow()]);
  const isThere = health.state === "there";
  const [policy, coverage, waiting, problems] = await Promise.all([
    isThere ? policyNow() : null,
    tab === undefined ? null : tabCoverage(tab),
    waitingHosts(chosen.hosts),
    ownProblems(chosen.locale),
  ]);
  return {
    ok: true,
    companion: health.state,
    version: isThere ? health.version : "",
    policy: policy && { id: policy.id, title: policy.title, version: policy.version },
    unreachable: policy?.unreachable ?? "",
    problems: [...problems, ...(isThere ? health.problems : [])],
    tab: coverage,
    ...chosen,
    waitingHosts: waiting,
    managed: source === "managed" || source === "packaged",
    pairing: source,
    pair,
  };
}

async function healthNow(): Promise<Health> {
  try {
    return await checkHealth();
  } catch {
    return lastHealth();
  }
}

async function policyNow(): Promise<Record<"id" | "title" | "version" | "unreachable", string> | null> {
  try {
    const said = (await tell("GET", "/v1/policy")) as Record<string, unknown>;
    return { id: String(said.id), title: String(said.title), version: String(said.version), unreachable: String(said.unreachable ?? "") };
  } catch {
    return null;
  }
}

async function ownProblems(locale: "en" | "id"): Promise<string[]> {
  try {
    return (await mayReach(await companionUrl())) ? [] : [sentence(locale, "problem.host_permission")];
  } catch {
    return [sentence(locale, "not_loopback")];
  }
}
