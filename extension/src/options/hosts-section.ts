/** Added sites: the list, taking one away, adding one with the browser's permission. */
import { SITES, builtinHosts } from "../sites";
import { h } from "../ui/dom";
import { words, type Key } from "../ui/locale";
import { hostKey } from "./host-name";
import type { Page } from "./page";
import { failureWords, makeSaid } from "./said";

export class HostsSection {
  readonly element: HTMLElement;
  private readonly list = h("div");
  private readonly said = makeSaid();
  private readonly host: HTMLInputElement;
  private readonly site: HTMLSelectElement;
  /** The person's own hosts; those of the administrator are shown and never sent back. */
  private own: Record<string, string>;
  /** Those that the browser has not allowed yet, as when an administrator named them. */
  private waiting: Set<string>;

  constructor(private readonly page: Page) {
    const { hosts, fixedHosts, waitingHosts } = page.status;
    const builtin = builtinHosts();
    this.own = Object.fromEntries(Object.entries(hosts).filter(([host, site]) => !fixedHosts.includes(host) && builtin[host] !== site));
    this.waiting = new Set(waitingHosts);
    this.host = h("input", { attrs: { id: "host", type: "text", inputmode: "url", autocomplete: "off", spellcheck: "false", "aria-describedby": "host-hint" } });
    this.site = h("select", { attrs: { id: "site" } }, ...this.kinds());
    this.element = h("section", { attrs: { "aria-labelledby": "hosts-title" } },
      h("h2", { attrs: { id: "hosts-title", tabindex: "-1" } }, this.say("options.hosts")),
      h("p", { class: "soft" }, this.say("options.hosts.why")), this.list, this.form(), this.said.element);
    this.draw();
  }

  private say(key: Key, values: Record<string, string> = {}): string {
    return words(this.page.locale, key, values);
  }

  private kinds(): HTMLElement[] {
    const named = SITES.filter(({ id }) => id !== "generic" && id !== "practice");
    return [
      h("option", { attrs: { value: "generic" } }, this.say("options.hosts.site.generic")),
      ...named.map(({ id, title }) => h("option", { attrs: { value: id } }, title)),
    ];
  }

  private form(): HTMLElement {
    const form = h("form", { attrs: { novalidate: "" } },
      h("div", { class: "fields" },
        h("div", { class: "field" }, h("label", { attrs: { for: "host" } }, this.say("options.hosts.host")), this.host),
        h("div", { class: "field" }, h("label", { attrs: { for: "site" } }, this.say("options.hosts.site")), this.site)),
      h("p", { class: "soft", attrs: { id: "host-hint" } }, this.say("options.hosts.host.hint")),
      h("div", { class: "buttons" }, h("button", { class: "push", attrs: { type: "submit" } }, this.say("options.hosts.add"))));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.add();
    });
    return form;
  }

  private draw(): void {
    const fixed = this.page.status.fixedHosts.map((host) => [host, this.page.status.hosts[host] ?? "generic"] as const);
    const rows = [
      ...fixed.map(([host, site]) => this.row(host, site, null)),
      ...Object.entries(this.own).sort().map(([host, site]) => this.row(host, site, () => void this.remove(host))),
    ];
    this.list.replaceChildren(rows.length > 0 ? h("ul", { class: "hosts" }, ...rows) : h("p", { class: "soft" }, this.say("options.hosts.none")));
  }

  private row(host: string, site: string, remove: (() => void) | null): HTMLElement {
    const name = SITES.find(({ id }) => id === site && id !== "generic")?.title ?? this.say("options.hosts.site.generic");
    const waits = this.waiting.has(host);
    const about = [name, remove ? "" : this.say("options.hosts.fixed"), waits ? this.say("options.hosts.waiting") : ""];
    return h("li", {},
      h("div", {}, host, h("span", {}, about.filter(Boolean).join(", "))),
      waits ? this.button("push", "options.hosts.allow", host, () => void this.allow(host)) : null,
      remove && this.button("link", "options.hosts.remove", host, remove));
  }

  /** A short word on the button; its name says which host it is for. */
  private button(look: "push" | "link", key: "options.hosts.allow" | "options.hosts.remove", host: string, act: () => void): HTMLElement {
    return h("button", { class: look, attrs: { type: "button", "aria-label": this.say(key, { host }) }, on: { click: act } },
      this.say(`${key}.short`));
  }

  private async allow(host: string): Promise<void> {
    if (!await this.page.tools.askFor(host)) return this.said.bad(this.say("options.hosts.denied", { host }));
    this.waiting.delete(host);
    this.draw();
    this.said.good(this.say("options.hosts.allowed", { host }));
    this.element.querySelector<HTMLElement>("#hosts-title")?.focus();
  }

  private async add(): Promise<void> {
    const host = hostKey(this.host.value);
    this.host.setAttribute("aria-invalid", String(host === null));
    if (host === null) return this.refuse(this.say("options.hosts.invalid"));
    const { hosts } = this.page.status;
    if (host in this.own || host in hosts || host in builtinHosts()) return this.refuse(this.say("options.hosts.known", { host }));
    // Before anything is awaited: the browser asks only in the task of the person's own click.
    if (!await this.page.tools.askFor(host)) return this.refuse(this.say("options.hosts.denied", { host }));
    if (await this.save({ ...this.own, [host]: this.site.value }, this.say("options.hosts.added", { host }))) {
      this.host.value = "";
      this.host.focus();
    }
  }

  private async remove(host: string): Promise<void> {
    const rest = Object.fromEntries(Object.entries(this.own).filter(([other]) => other !== host));
    if (await this.save(rest, this.say("options.hosts.removed", { host }))) {
      this.element.querySelector<HTMLElement>("#hosts-title")?.focus();
    }
  }

  private refuse(sentence: string): void {
    this.said.bad(sentence);
    this.host.focus();
  }

  private async save(hosts: Record<string, string>, done: string): Promise<boolean> {
    const reply = await this.page.tools.send({ kind: "settings.set", hosts });
    if (!reply.ok) {
      this.said.bad(failureWords(reply, this.page.locale));
      return false;
    }
    this.own = hosts;
    // What was removed may be added again, though the status read at the start still names it.
    this.page.status.hosts = { ...Object.fromEntries(this.page.status.fixedHosts.map((host) => [host, this.page.status.hosts[host] ?? ""])), ...hosts };
    this.draw();
    this.said.good(done);
    return true;
  }
}
