/** The language and the added hosts: from IT, from the build, from the person. */
import { uiLanguages } from "../platform/language";
import { coverHosts, mayCover } from "../platform/hosts";
import { read, readManaged, write } from "../platform/storage";
import type { SetSettingsRequest } from "../protocol/messages";
import { resolveLocale } from "../ui/locale";
import { handover } from "./credentials";
import { Trouble } from "./trouble";

/** Hosts that the build was given by `--host`; put in by the bundler. */
declare const PACKAGED_HOSTS: Record<string, string>;

type Choice = "auto" | "en" | "id";

export interface Settings {
  /** Added host (or host/path) → id of a site. */
  hosts: Record<string, string>;
  /** Those of `hosts` that are not the person's own. */
  fixedHosts: string[];
  locale: "en" | "id";
  localeSetting: Choice;
  localeFixed: boolean;
}

export async function settings(): Promise<Settings> {
  const [managed, packaged, ownHosts, ownLocale] = await Promise.all([
    readManaged(), handover(), read("local", "hosts"), read("local", "locale"),
  ]);
  const fixed = { ...hostMap(PACKAGED_HOSTS), ...hostMap(packaged.hosts), ...hostMap(managed.hosts) };
  const localeSetting = choice(managed.locale) ?? choice(ownLocale) ?? choice(packaged.locale) ?? "auto";
  return {
    hosts: { ...hostMap(ownHosts), ...fixed },
    fixedHosts: Object.keys(fixed),
    locale: resolveLocale(localeSetting, uiLanguages()),
    localeSetting,
    localeFixed: choice(managed.locale) !== null,
  };
}

export async function currentLocale(): Promise<"en" | "id"> {
  return (await settings()).locale;
}

/** Keep what the person chose. Raises `bad_request` for what is no language or no map of hosts. */
export async function setSettings({ locale, hosts }: SetSettingsRequest): Promise<void> {
  if (locale !== undefined) {
    if (choice(locale) === null) throw new Trouble("bad_request");
    await write("local", "locale", locale);
  }
  if (hosts !== undefined) {
    const kept = hostMap(hosts);
    if (Object.keys(kept).length !== Object.keys(hosts).length) throw new Trouble("bad_request");
    await write("local", "hosts", kept);
    await coverAddedHosts();
  }
}

/** Have the content script run on the added hosts. Called at every start and whenever hosts or permissions change. */
export async function coverAddedHosts(): Promise<void> {
  await coverHosts(Object.keys((await settings()).hosts));
}

/** Added hosts that the browser has not given its permission for. */
export async function waitingHosts(hosts: Record<string, string>): Promise<string[]> {
  const answers = await Promise.all(Object.keys(hosts).map(async (host) => ((await mayCover(host)) ? [] : [host])));
  return answers.flat();
}

function hostMap(value: unknown): Record<string, string> {
  if (typeof value !== "object" || value === null) return {};
  const entries = Object.entries(value).filter(([host, site]) => isHost(host) && typeof site === "string" && site !== "");
  return Object.fromEntries(entries.map(([host, site]) => [host.toLowerCase(), site as string]));
}

function isHost(key: string): boolean {
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?(\/[^\s?#]*)?$/i.test(key);
}

function choice(value: unknown): Choice | null {
  return value === "auto" || value === "en" || value === "id" ? value : null;
}
