/** The options page: pairing, language, added sites. Everything it needs of the browser is handed in. */
import { h } from "../ui/dom";
import { icon } from "../ui/icons";
import { languageChoice } from "../ui/language-choice";
import { resolveLocale, words, type Locale } from "../ui/locale";
import { HostsSection } from "./hosts-section";
import type { OptionsTools, Page } from "./page";
import { PairSection } from "./pair-section";
import { failureWords, makeSaid } from "./said";

export class Options {
  private pair: PairSection | null = null;

  constructor(private readonly main: HTMLElement, private readonly tools: OptionsTools) {}

  /** Draw from the background's status. Again after the language changed, since then every word does. */
  async start(focus = ""): Promise<void> {
    const status = await this.tools.send({ kind: "status" });
    const locale = status.ok ? status.locale : resolveLocale("auto", this.tools.languages);
    document.documentElement.lang = locale;
    document.title = words(locale, "options.title");
    this.pair?.stop();
    const header = h("header", {}, icon("sieve"), h("h1", {}, words(locale, "options.title")));
    if (!status.ok) {
      const said = makeSaid();
      this.main.replaceChildren(header, said.element, this.retry(locale));
      said.bad(failureWords(status, locale));
      return;
    }
    const page: Page = { tools: this.tools, locale, status };
    this.pair = new PairSection(page);
    this.main.replaceChildren(header, this.pair.element, this.language(page), new HostsSection(page).element);
    if (focus) document.getElementById(focus)?.focus();
  }

  private retry(locale: Locale): HTMLElement {
    return h("button", { class: "push", attrs: { type: "button" }, on: { click: () => void this.start() } }, words(locale, "popup.retry"));
  }

  private language({ locale, status }: Page): HTMLElement {
    const said = makeSaid();
    const choose = languageChoice(locale, status, async (choice) => {
      const reply = await this.tools.send({ kind: "settings.set", locale: choice });
      if (reply.ok) await this.start("language");
      else said.bad(failureWords(reply, locale));
    });
    return h("section", { attrs: { "aria-labelledby": "language-title" } },
      h("h2", { attrs: { id: "language-title" } }, words(locale, "language")), choose, said.element);
  }
}
