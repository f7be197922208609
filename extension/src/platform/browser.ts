/** The browser's extension API under one name. Nothing outside platform/ may name `chrome` or `browser`. */

type Api = typeof chrome;

/** Firefox and recent Chromium have `browser`; both have `chrome`, whose calls return promises in manifest version 3. */
export const api: Api = (globalThis as { browser?: Api }).browser ?? (globalThis as { chrome: Api }).chrome;

/** The name under which this browser shows itself in the companion's list of pairings. */
export function browserName(): string {
  const agent = navigator.userAgent;
  if (agent.includes("Firefox/")) return "Firefox";
  if (agent.includes("Edg/")) return "Edge";
  return agent.includes("Chrome/") ? "Chromium" : "Browser";
}

/** The extension's own version. */
export function extensionVersion(): string {
  return api.runtime.getManifest().version;
}

/** The address of a file in the extension's folder. */
export function packagedUrl(path: string): string {
  return api.runtime.getURL(path);
}

/** Open the options page in a tab, or go to it if it is open. */
export async function openOptions(): Promise<void> {
  await api.runtime.openOptionsPage();
}

/** Called when the browser or the extension has just started: once per start, not at each wake of the background. */
export function onStart(listener: () => void): void {
  api.runtime.onStartup.addListener(listener);
  api.runtime.onInstalled.addListener(listener);
}
