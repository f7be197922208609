/** Which site a page belongs to, by `host` or `host/path-prefix` keys; the longest prefix wins. */

/** The id of the site for `location`, or null if no key covers it. */
export function siteIdFor(location: { hostname: string; port: string; pathname: string }, hosts: Record<string, string>): string | null {
  let best: { weight: number; id: string } | null = null;
  for (const [key, id] of Object.entries(hosts)) {
    const weight = weigh(key.toLowerCase(), location);
    if (weight >= 0 && (best === null || weight > best.weight)) best = { weight, id };
  }
  return best?.id ?? null;
}

/** How closely a key fits (longer path, then port, then longer host), or -1. */
function weigh(key: string, location: { hostname: string; port: string; pathname: string }): number {
  const slash = key.indexOf("/");
  const address = slash < 0 ? key : key.slice(0, slash);
  const path = slash < 0 ? "" : key.slice(slash).replace(/\/+$/, "");
  const [, host = "", port] = /^(.*?)(?::(\d+))?$/.exec(address) ?? [];
  if (port !== undefined && port !== location.port) return -1;
  if (!coversHost(host, location.hostname.toLowerCase()) || !coversPath(path, location.pathname.toLowerCase())) return -1;
  return path.length * 1_000_000 + (port === undefined ? 0 : 1000) + host.length;
}

/** A name covers its subdomains; an address of numbers covers only itself. */
function coversHost(host: string, actual: string): boolean {
  return host !== "" && (actual === host || (/[a-z]/.test(host) && actual.endsWith(`.${host}`)));
}

function coversPath(prefix: string, actual: string): boolean {
  return prefix === "" || actual === prefix || actual.startsWith(`${prefix}/`);
}
