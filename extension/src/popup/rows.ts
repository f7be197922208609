/** The popup's three answers, as data: what each row says for a status. */
import type { CompanionState, StatusReply } from "../protocol/messages";
import { siteById } from "../sites";
import type { IconName } from "../ui/icons";
import { words, wordsIfAny, type Key, type Locale } from "../ui/locale";

export interface Row {
  title: string;
  icon: IconName;
  tone: "good" | "ask" | "stop" | "quiet";
  state: string;
  /** What to do, or a detail; "" if nothing. */
  more: string;
  items: string[];
}

const TROUBLE: Record<Exclude<CompanionState, "there">, { icon: IconName; tone: Row["tone"]; key: string }> = {
  away: { icon: "plug", tone: "stop", key: "away" },
  unverified: { icon: "shield", tone: "stop", key: "unverified" },
  unpaired: { icon: "link", tone: "ask", key: "unpaired" },
  version: { icon: "arrows", tone: "stop", key: "mismatch" },
};

export function companionRow(status: StatusReply | null, locale: Locale): Row {
  const title = words(locale, "popup.companion");
  if (status?.companion === "there") {
    const state = status.version ? words(locale, "popup.companion.version", { version: status.version }) : words(locale, "popup.companion.there");
    const troubled = status.problems.length > 0;
    return {
      title, icon: troubled ? "triangle" : "tick", tone: troubled ? "ask" : "good", state,
      more: troubled ? words(locale, "popup.problems") : "", items: status.problems,
    };
  }
  const { icon, tone, key } = status ? TROUBLE[status.companion] : { icon: "triangle" as const, tone: "stop" as const, key: "unknown" };
  const base = `popup.companion.${key}`;
  return { title, icon, tone, state: words(locale, base as Key), more: words(locale, `${base}.do` as Key), items: [] };
}

export function pageRow(status: StatusReply | null, locale: Locale): Row {
  const title = words(locale, "popup.page");
  const tab = status?.tab;
  if (!tab?.covered) {
    return { title, icon: "eye", tone: "quiet", state: words(locale, "popup.page.none"), more: words(locale, "popup.page.none.do"), items: [] };
  }
  const site = siteName(tab.site, locale);
  if (tab.missing.length > 0) {
    return {
      title, icon: "triangle", tone: "ask", state: words(locale, "popup.page.partly", { site }),
      more: words(locale, "popup.page.partly.do", { missing: tab.missing.map((name) => wordsIfAny(locale, `missing.${name}`) ?? name).join(", ") }), items: [],
    };
  }
  return {
    title, icon: "tick", tone: "good", state: words(locale, "popup.page.covered", { site }),
    more: words(locale, "popup.page.covered.do", { count: tab.composers }), items: [],
  };
}

export function policyRow(status: StatusReply | null, locale: Locale): Row {
  const title = words(locale, "popup.policy");
  const policy = status?.policy;
  if (!policy) return { title, icon: "sieve", tone: "quiet", state: words(locale, "popup.policy.none"), more: words(locale, "popup.policy.none.do"), items: [] };
  return {
    title, icon: "sieve", tone: "good", state: policy.title || policy.id,
    more: words(locale, "popup.policy.version", { version: policy.version }), items: [],
  };
}

function siteName(id: string, locale: Locale): string {
  return id === "generic" ? words(locale, "site.generic") : siteById(id)?.title ?? id;
}
