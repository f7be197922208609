/** The language picker that the popup and the options page share. */
import type { StatusReply } from "../protocol/messages";
import { h } from "./dom";
import { words, type Locale } from "./locale";

const CHOICES = ["auto", "en", "id"] as const;
export type Choice = (typeof CHOICES)[number];

export function languageChoice(
  locale: Locale, status: Pick<StatusReply, "localeSetting" | "localeFixed">, chosen: (choice: Choice) => void,
): HTMLElement {
  const select = h("select", { attrs: { id: "language" } }, ...CHOICES.map((choice) =>
    h("option", { attrs: { value: choice, ...(choice === "auto" ? {} : { lang: choice }) } }, words(locale, `language.${choice}`))));
  select.value = status.localeSetting;
  select.disabled = status.localeFixed;
  select.addEventListener("change", () => chosen(select.value as Choice));
  return h("label", { attrs: { for: "language" } }, h("span", {}, words(locale, "language")), select,
    status.localeFixed ? h("span", { class: "soft" }, words(locale, "options.fixed")) : null);
}
