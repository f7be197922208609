/** Pairing: start, type the terminal's code, see tries and time run, be paired; forget; or be told that IT did it. */
import type { Failure, PairReply, PairState } from "../protocol/messages";
import { h } from "../ui/dom";
import { icon } from "../ui/icons";
import { counted, words, type Key } from "../ui/locale";
import { CODE_LENGTH, clock, normaliseCode } from "./code";
import type { Page } from "./page";
import { failureWords, makeSaid } from "./said";

type CodeNeeded = Extract<PairState, { state: "code-needed" }>;

/** After these nothing more can come of a pairing that was begun. */
const OVER = new Set(["pairing_expired", "too_many_tries", "pairing_closed", "companion_unreachable", "companion_unverified", "version_mismatch"]);

export class PairSection {
  readonly element: HTMLElement;
  private readonly content = h("div");
  private readonly said = makeSaid();
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly page: Page) {
    this.element = h("section", { attrs: { "aria-labelledby": "pair-title" } },
      h("h2", { attrs: { id: "pair-title" } }, this.say("options.pair")), this.content, this.said.element);
    const { status } = page;
    if (status.managed) this.show(h("p", { class: "done", attrs: { "data-tone": "good" } }, icon("tick"), this.say("options.pair.managed")));
    else this.draw(status.pair);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private say(key: Key, values: Record<string, string> = {}): string {
    return words(this.page.locale, key, values);
  }

  private show(...nodes: (Node | string)[]): void {
    this.stop();
    this.content.replaceChildren(...nodes);
  }

  private draw(state: PairState): void {
    if (state.state === "paired") this.drawPaired(state.client);
    else if (state.state === "code-needed") this.drawCode(state);
    else this.drawIdle();
  }

  private button(key: Key, act: () => void, look: "push" | "link" = "push"): HTMLButtonElement {
    return h("button", { class: look, attrs: { type: "button" }, on: { click: act } }, this.say(key));
  }

  private drawIdle(): void {
    const steps = (["options.pair.steps.1", "options.pair.steps.2", "options.pair.steps.3"] as const).map((key) => h("li", {}, this.say(key)));
    const start = this.button("options.pair.start", () => void this.ask("pair.start", start));
    this.show(h("p", { class: "soft" }, this.say("options.pair.why")), h("ol", {}, ...steps), h("div", { class: "buttons" }, start));
  }

  private drawCode(state: CodeNeeded): void {
    const field = h("input", {
      class: "code", attrs: {
        id: "pair-code", type: "text", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: "20",
        "aria-describedby": "pair-hint pair-tries", required: "",
      },
    });
    const tries = h("p", { class: "soft", attrs: { id: "pair-tries" } }, counted(this.page.locale, "options.pair.tries", state.triesLeft));
    const left = h("p", { class: "soft", attrs: { role: "timer" } });
    const pair = h("button", { class: "push", attrs: { type: "submit" } }, this.say("options.pair.submit"));
    const cancel = this.button("options.pair.cancel", () => void this.ask("pair.cancel", cancel), "link");
    const form = h("form", { attrs: { novalidate: "" } },
      h("div", { class: "field" },
        h("label", { attrs: { for: "pair-code" } }, this.say("options.pair.code")), field,
        h("small", { attrs: { id: "pair-hint" } }, this.say("options.pair.code.hint"))),
      tries, left, h("div", { class: "buttons" }, pair, cancel));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.submit(field, tries, pair);
    });
    this.show(form);
    this.countDown(left, state.expires);
    field.focus();
  }

  private countDown(left: HTMLElement, expires: number): void {
    const tick = (): void => {
      const remaining = expires - this.page.tools.now();
      left.textContent = this.say("options.pair.left", { time: clock(remaining) });
      if (remaining > 0) return;
      this.drawIdle();
      this.said.bad(this.say("options.pair.expired"));
      // The background lets go of its keys as well.
      void this.page.tools.send({ kind: "pair.cancel" });
    };
    this.timer = setInterval(tick, 1000);
    tick();
  }

  private async submit(field: HTMLInputElement, tries: HTMLElement, pair: HTMLButtonElement): Promise<void> {
    const code = normaliseCode(field.value);
    field.setAttribute("aria-invalid", String(code.length !== CODE_LENGTH));
    if (code.length !== CODE_LENGTH) {
      // A slip of the fingers should not cost one of five tries.
      this.said.bad(this.say("options.pair.incomplete", { count: String(code.length) }));
      field.focus();
      return;
    }
    pair.disabled = true;
    const reply = await this.page.tools.send({ kind: "pair.code", code });
    pair.disabled = false;
    if (reply.ok || reply.code !== "wrong_code") return this.answered(reply);
    const triesLeft = (reply as Failure & { triesLeft?: number }).triesLeft;
    if (triesLeft !== undefined) tries.textContent = counted(this.page.locale, "options.pair.tries", triesLeft);
    field.setAttribute("aria-invalid", "true");
    this.said.bad(this.say("fail.wrong_code"));
    field.select();
  }

  private async ask(kind: "pair.start" | "pair.cancel" | "pair.forget", button: HTMLButtonElement): Promise<void> {
    button.disabled = true;
    this.said.clear();
    const reply = await this.page.tools.send({ kind });
    button.disabled = false;
    this.answered(reply);
    if (reply.ok && kind === "pair.forget") this.said.good(this.say("options.pair.forgotten"));
  }

  private answered(reply: PairReply): void {
    if (!reply.ok) {
      if (OVER.has(reply.code)) this.drawIdle();
      this.said.bad(failureWords(reply, this.page.locale));
      return;
    }
    this.said.clear();
    this.draw(reply);
    if (reply.state === "paired") this.said.good(this.say("options.pair.done.confirm"));
  }

  private drawPaired(client: string): void {
    const forget = this.button("options.pair.forget", () => this.confirmForget(client), "link");
    this.show(
      h("p", { class: "done", attrs: { "data-tone": "good" } }, icon("tick"), this.say("options.pair.done")),
      h("p", { class: "soft" }, this.say("options.pair.client", { client })), h("div", { class: "buttons" }, forget));
  }

  /** Asked a second time, since every post on this browser is held afterwards. */
  private confirmForget(client: string): void {
    const yes = this.button("options.pair.forget.yes", () => void this.ask("pair.forget", yes));
    const no = this.button("options.pair.forget.no", () => {
      this.drawPaired(client);
      this.content.querySelector("button")?.focus();
    }, "link");
    this.show(h("p", { attrs: { role: "alert" } }, this.say("options.pair.forget.ask")), h("div", { class: "buttons" }, no, yes));
    no.focus();
  }
}
