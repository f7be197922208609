/** The popup: asks the background for the status and shows it. Everything it needs of the browser is handed in. */
import type { Failure, ReplyTo, Request, StatusReply } from "../protocol/messages";
import { h } from "../ui/dom";
import { icon } from "../ui/icons";
import { languageChoice } from "../ui/language-choice";
import { resolveLocale, words, type Locale } from "../ui/locale";
import { companionRow, pageRow, policyRow, type Row } from "./rows";

export interface PopupTools {
  send<R extends Request>(request: R): Promise<ReplyTo<R> | Failure>;
  activeTab(): Promise<number | null>;
  openOptions(): Promise<void>;
  languages: readonly string[];
}

export class Popup {
  private locale: Locale;

  constructor(private readonly main: HTMLElement, private readonly tools: PopupTools) {
    this.locale = resolveLocale("auto", tools.languages);
  }

  async start(): Promise<void> {
    this.main.replaceChildren(this.header(), h("p", { class: "row soft", attrs: { role: "status" } }, words(this.locale, "popup.loading")));
    await this.refresh();
  }

  private async refresh(): Promise<void> {
    const tab = await this.tools.activeTab();
    const reply = await this.tools.send({ kind: "status", ...(tab === null ? {} : { tab }) });
    this.draw(reply.ok ? reply : null);
  }

  private draw(status: StatusReply | null): void {
    if (status) this.locale = status.locale;
    document.documentElement.lang = this.locale;
    const focused = document.activeElement?.id;
    const rows = [companionRow(status, this.locale), pageRow(status, this.locale), policyRow(status, this.locale)];
    this.main.replaceChildren(this.header(), h("div", { attrs: { role: "status" } }, ...rows.map(drawRow)), this.footer(status));
    if (focused) document.getElementById(focused)?.focus();
  }

  private header(): HTMLElement {
    return h("header", {}, icon("sieve"), h("h1", {}, words(this.locale, "name")));
  }

  private footer(status: StatusReply | null): HTMLElement {
    const retry = (): void => void this.refresh();
    const open = (): void => void this.tools.openOptions();
    return h("footer", {},
      status && languageChoice(this.locale, status, async (choice) => {
        await this.tools.send({ kind: "settings.set", locale: choice });
        await this.refresh();
      }),
      h("button", { class: "push", attrs: { type: "button", id: "settings" }, on: { click: open } }, words(this.locale, "popup.settings")),
      h("button", { class: "link", attrs: { type: "button", id: "retry" }, on: { click: retry } }, words(this.locale, "popup.retry")));
  }
}

function drawRow({ title, icon: name, tone, state, more, items }: Row): HTMLElement {
  return h("section", { class: "row", attrs: { "data-tone": tone } }, icon(name), h("div", {},
    h("h2", {}, title),
    h("p", { class: "state" }, state),
    more ? h("p", {}, more) : null,
    items.length > 0 ? h("ul", {}, ...items.map((item) => h("li", {}, item))) : null));
}
