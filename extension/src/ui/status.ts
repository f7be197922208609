/** The status beside the publish button: a shape and a few words. */
import type { ViewState } from "../protocol/state";
import { h } from "./dom";
import { whatWords } from "./findings";
import { icon } from "./icons";
import { counted, words, type Locale } from "./locale";
import { LOOKS } from "./phases";

export interface Status {
  element: HTMLButtonElement;
  update(state: ViewState): void;
  expanded(open: boolean): void;
}

/** The few words of a state: its phase's own, or by name what could not be checked. */
export function statusWords(state: Pick<ViewState, "phase" | "verdict">, locale: Locale): string {
  const first = state.phase === "unchecked" ? state.verdict?.unchecked[0] : undefined;
  return first ? words(locale, "phase.unchecked.named", { what: whatWords(first, locale) }) : words(locale, `phase.${state.phase}`);
}

/** The sentence for a screen reader: the words, and how many points there are to look at. */
export function spokenWords(state: Pick<ViewState, "phase" | "verdict" | "detail">, locale: Locale): string {
  const points = (state.verdict?.findings.length ?? 0) + (state.verdict?.unchecked.length ?? 0);
  const count = points > 0 && state.phase !== "clear" ? counted(locale, "count", points) : "";
  return [`${words(locale, "name")}: ${statusWords(state, locale)}`, count, state.detail].filter(Boolean).join(". ");
}

export function makeStatus(locale: Locale): Status {
  const shape = h("span");
  const text = h("span", { class: "words" });
  const element = h("button", {
    class: "status", attrs: { type: "button", "aria-haspopup": "dialog", "aria-expanded": "false", "aria-controls": "panel" },
  }, shape, text);
  element.hidden = true;
  return {
    element,
    update(state) {
      const look = LOOKS[state.phase];
      const said = statusWords(state, locale);
      element.hidden = state.phase === "empty";
      element.dataset["tone"] = look.tone;
      if (element.dataset["phase"] !== state.phase) shape.replaceChildren(icon(look.icon));
      element.dataset["phase"] = state.phase;
      if (text.textContent === said) return;
      text.textContent = said;
      element.title = said;
      element.setAttribute("aria-label", words(locale, "panel.open", { phase: said }));
    },
    expanded(open) {
      element.setAttribute("aria-expanded", String(open));
    },
  };
}
