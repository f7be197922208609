/** Permissions to hosts, and running the content script on those that were added after the build. */
import { api } from "./browser";

const SCRIPT = "saring-added-hosts";
/** The hook in the page's own world. Registered after the content script, which must be listening when the hook speaks. */
const HOOK = "saring-added-hosts-page";

/** Match patterns for a key of `hosts` (host, host:port or host/path). Patterns know no port that Firefox would honour. */
export function patternsFor(host: string): string[] {
  const name = host.toLowerCase().split(/[/:]/, 1)[0] ?? "";
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(name)) return [];
  const whole = /^[\d.]+$|^localhost$/.test(name) ? name : `*.${name}`;
  return [`https://${whole}/*`, `http://${whole}/*`];
}

/** Whether the browser lets the extension run on this host by at least one scheme. */
export async function mayCover(host: string): Promise<boolean> {
  const answers = await Promise.all(patternsFor(host).map((pattern) => api.permissions.contains({ origins: [pattern] })));
  return answers.includes(true);
}

/** Ask the person for a host. Only from a click in one of the extension's own pages. */
export function askFor(host: string): Promise<boolean> {
  const origins = patternsFor(host);
  return origins.length ? api.permissions.request({ origins }) : Promise.resolve(false);
}

/** Whether requests to the companion are allowed; in Firefox a person can take that away. */
export function mayReach(origin: string): Promise<boolean> {
  return api.permissions.contains({ origins: [`${new URL(origin).protocol}//${new URL(origin).hostname}/*`] });
}

/** Called when a permission was given or taken. */
export function onPermissions(listener: () => void): void {
  api.permissions.onAdded.addListener(listener);
  api.permissions.onRemoved.addListener(listener);
}

let covering: Promise<void> = Promise.resolve();

/**
 * Run the content script on exactly these hosts, besides those of the manifest, from the next page load on.
 *
 * One call after the other: two that overlap would register the same id twice, which the browser refuses.
 */
export function coverHosts(hosts: readonly string[]): Promise<void> {
  const done = covering.then(() => register(hosts));
  covering = done.catch(() => undefined);
  return done;
}

async function register(hosts: readonly string[]): Promise<void> {
  const matches = [...new Set(hosts.flatMap(patternsFor))].filter((pattern) => !inManifest(pattern)).sort();
  const existing = await api.scripting.getRegisteredContentScripts({ ids: [SCRIPT, HOOK] });
  const ids = existing.map(({ id }) => id);
  if (!matches.length) {
    if (ids.length) await api.scripting.unregisterContentScripts({ ids });
    return;
  }
  if (existing.length === 2 && existing.every((script) => same(script.matches ?? [], matches))) return;
  const shared = { matches, allFrames: true, runAt: "document_start" as const, persistAcrossSessions: true };
  // Registering anew rather than updating: Firefox keeps scripts only for the session unless told so at registration.
  if (ids.length) await api.scripting.unregisterContentScripts({ ids });
  await api.scripting.registerContentScripts([
    { ...shared, id: SCRIPT, js: ["content.js"] },
    { ...shared, id: HOOK, js: ["page.js"], world: "MAIN" },
  ]);
}

/** A script that two registrations name would run twice. */
function inManifest(pattern: string): boolean {
  const fixed = (api.runtime.getManifest().content_scripts ?? []).flatMap((script) => script.matches ?? []);
  const [scheme, name] = split(pattern);
  return fixed.some((other) => {
    const [otherScheme, otherName] = split(other);
    return scheme === otherScheme && (name === otherName || (other.includes("://*.") && name.endsWith(`.${otherName}`)));
  });
}

function split(pattern: string): [scheme: string, name: string] {
  const [, scheme = "", name = ""] = /^(\w+):\/\/(?:\*\.)?([^/]+)\//.exec(pattern) ?? [];
  return [scheme, name];
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && [...one].sort().every((value, index) => value === other[index]);
}
