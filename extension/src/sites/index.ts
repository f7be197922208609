/** The registry of sites: one JSON file each, listed here (scripts/new_site.py adds the line; a test says what is missing). */
import bluesky from "./bluesky.json";
import generic from "./generic.json";
import linkedin from "./linkedin.json";
import mastodon from "./mastodon.json";
import practice from "./practice.json";
import x from "./x.json";
import type { Site } from "./types";

export type * from "./types";
export { siteIdFor } from "./hosts";
export { siteErrors } from "./schema";

// A JSON import widens literal types; tests/extension/sites/data.test.ts checks each file against the schema.
export const SITES: readonly Site[] = [bluesky, generic, linkedin, mastodon, practice, x] as unknown as Site[];

/** The site of that id, or null. */
export function siteById(id: string): Site | null {
  return SITES.find((site) => site.id === id) ?? null;
}

/** `host` or `host/path-prefix` → site id, for the hosts that the extension covers by itself. */
export function builtinHosts(): Record<string, string> {
  return Object.fromEntries(SITES.flatMap((site) => site.hosts.map((host) => [host, site.id])));
}

/** A site that the page shows itself to be, whatever its host: all markers of `recognise` are there. */
export function recognisedSite(page: ParentNode): Site | null {
  return SITES.find((site) => site.recognise.length > 0 && site.recognise.every(({ selector }) => page.querySelector(selector))) ?? null;
}
