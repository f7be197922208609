/** The panel's lists: each finding with where, why, whose rule and what to do; and what could not be checked, by name. */
import type { Action, FindingWire, UncheckedWire, VerdictWire } from "../protocol/verdict";
import { h } from "./dom";
import { words, wordsIfAny, type Key, type Locale } from "./locale";
import type { Tone } from "./phases";

const TONES: Record<Action, Tone> = { allow: "good", log: "quiet", warn: "ask", review: "hold", block: "stop" };

export interface FindingTools {
  locale: Locale;
  parts: number;
  isMarked(finding: number): boolean;
  show(finding: number): void;
}

/** Where a finding is, in words: `Words in picture 2, part 3`. */
export function whereWords(finding: FindingWire, tools: Pick<FindingTools, "locale" | "parts">, marked: boolean): string {
  const key: Key = finding.field === "text" && marked ? "where.text.marked" : `where.${finding.field}`;
  const where = words(tools.locale, key, { media: (finding.media ?? 0) + 1 });
  return tools.parts > 1 ? words(tools.locale, "where.part", { where, part: finding.part + 1 }) : where;
}

/** What could not be checked, in a few words: `picture 2`. */
export function whatWords(unchecked: UncheckedWire, locale: Locale): string {
  const what = wordsIfAny(locale, `what.${unchecked.what}`) ?? unchecked.what;
  return unchecked.media === null ? what : words(locale, "what.place", { what, media: unchecked.media + 1 });
}

export function findingsList(verdict: VerdictWire, tools: FindingTools): HTMLElement {
  return h("ol", { attrs: { "aria-label": words(tools.locale, "panel.findings") } },
    ...verdict.findings.map((finding, index) => findingItem(finding, index, tools)));
}

function findingItem(finding: FindingWire, index: number, tools: FindingTools): HTMLElement {
  const { locale } = tools;
  const marked = tools.isMarked(index);
  const rating = finding.rating && finding.rating !== "G" ? words(locale, `rating.${finding.rating}`) : "";
  return h("li", { class: "finding" },
    h("div", { class: "line" },
      h("h4", {}, finding.title || finding.rule),
      h("span", { class: "tag", attrs: { "data-tone": TONES[finding.action] } }, words(locale, `action.${finding.action}`)),
      rating ? h("span", { class: "tag" }, rating) : null),
    h("dl", { class: "facts" },
      ...fact(locale, "finding.where", whereWords(finding, tools, marked)),
      ...fact(locale, "finding.why", finding.explanation),
      ...fact(locale, "finding.owner", finding.owner),
      ...fact(locale, "finding.advice", finding.advice)),
    marked ? h("div", { class: "line" }, h("button", {
      class: "link small", attrs: { type: "button" }, on: { click: () => tools.show(index) },
    }, words(locale, "finding.show"))) : null);
}

function fact(locale: Locale, key: Key, value: string): HTMLElement[] {
  return value ? [h("dt", {}, words(locale, key)), h("dd", {}, value)] : [];
}

export function uncheckedList(unchecked: UncheckedWire[], parts: number, locale: Locale): HTMLElement {
  return h("ul", { attrs: { "aria-label": words(locale, "panel.unchecked") } }, ...unchecked.map((item) => {
    const what = whatWords(item, locale);
    const where = parts > 1 ? words(locale, "where.part", { where: what, part: item.part + 1 }) : what;
    const reason = words(locale, `reason.${item.reason}`);
    return h("li", { class: "unchecked" },
      h("b", {}, `${where.charAt(0).toLocaleUpperCase(locale)}${where.slice(1)}: ${reason}`),
      item.explanation && item.explanation !== reason ? h("span", {}, item.explanation) : null);
  }));
}
