/** The line in which a section says what happened: a live region, so that it is heard as well as seen. */
import type { Failure } from "../protocol/messages";
import { h } from "../ui/dom";
import { words, wordsIfAny, type Locale } from "../ui/locale";

export interface Said {
  element: HTMLElement;
  good(sentence: string): void;
  bad(sentence: string): void;
  clear(): void;
}

export function makeSaid(): Said {
  const element = h("p", { class: "said", attrs: { role: "status", "aria-live": "polite" } });
  const say = (tone: string) => (sentence: string): void => {
    element.dataset["tone"] = tone;
    element.textContent = sentence;
  };
  return { element, good: say("good"), bad: say("stop"), clear: () => { element.textContent = ""; } };
}

/** The sentence for a failure's code. */
export function failureWords(failure: Failure, locale: Locale): string {
  return wordsIfAny(locale, `fail.${failure.code}`) ?? words(locale, "fail.other");
}
