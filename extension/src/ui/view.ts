/** Draws one composer's state beside its publish button. Given data, emits events; it decides nothing and asks nobody. */
import type { ViewEvents, ViewState } from "../protocol/state";
import { makeAnnouncer, SETTLE_MS, SLOW_MS, type Announcer } from "./announce";
import { h } from "./dom";
import { linkTabOrder, rememberFocus } from "./focus";
import { follow, type Follower } from "./follow";
import { makeHighlighter, type Highlighter } from "./highlights";
import { makeHost, type Host } from "./host";
import { layOut } from "./layout";
import { words, type Locale } from "./locale";
import { makePanel, type Panel } from "./panel";
import { makeStatus, spokenWords, type Status } from "./status";
import { isShown } from "./surroundings";
import { detectTheme } from "./theme";

export interface ViewOptions {
  /** The publish button. */
  anchor: HTMLElement;
  composer: HTMLElement;
  locale: Locale;
  events: ViewEvents;
}

export interface ComposerView {
  update(state: ViewState): void;
  /** The gate stopped a publish gesture: say so, and open the panel without taking focus. */
  held(): void;
  dispose(): void;
}

export function mountComposerView(options: ViewOptions): ComposerView {
  return new View(options);
}

class View implements ComposerView {
  private readonly stopping = new AbortController();
  private readonly host: Host;
  private readonly highlighter: Highlighter;
  private readonly status: Status;
  private readonly panel: Panel;
  private readonly announcer: Announcer;
  private readonly follower: Follower;
  private state: ViewState = { phase: "empty", verdict: null, marks: [], pictures: [], detail: "" };
  private giveFocusBack: (() => boolean) | null = null;

  constructor(private readonly options: ViewOptions) {
    const { anchor, composer, locale, events } = options;
    this.host = makeHost(composer, locale);
    const layer = h("div");
    const region = h("div", { class: "spoken", attrs: { role: "status", "aria-live": "polite", "aria-atomic": "true" } });
    this.highlighter = makeHighlighter(layer);
    this.status = makeStatus(locale);
    this.panel = makePanel({
      locale, isMarked: (finding) => this.highlighter.has(finding), show: (finding) => this.highlighter.show(finding),
      close: () => this.close(),
    }, events);
    this.host.root.append(layer, this.status.element, this.panel.element, region);
    this.announcer = makeAnnouncer(region);
    this.follower = follow([anchor, composer], () => this.place());
    this.listen();
  }

  update(state: ViewState): void {
    this.state = state;
    this.highlighter.draw(state.marks);
    if (state.phase === "empty") this.close();
    const sentence = state.phase === "empty" ? "" : spokenWords(state, this.options.locale);
    this.announcer.say(sentence, sentence, state.phase === "checking" ? SLOW_MS : SETTLE_MS);
    this.paint();
  }

  held(): void {
    const { locale } = this.options;
    // The answer is only a moment away: a panel that says "checking" would be in the way of it.
    if (this.state.phase !== "checking") this.open(false);
    this.announcer.answer(`${words(locale, "say.held")} ${spokenWords(this.state, locale)}`);
  }

  dispose(): void {
    this.close();
    this.stopping.abort();
    this.follower.stop();
    this.announcer.dispose();
    this.highlighter.dispose();
    this.host.remove();
  }

  private get isOpen(): boolean {
    return !this.panel.element.hidden;
  }

  private open(takeFocus: boolean): void {
    if (this.isOpen || this.state.phase === "empty") return;
    this.giveFocusBack = rememberFocus(this.host.element);
    this.host.toFront();
    this.panel.element.hidden = false;
    this.status.expanded(true);
    this.paint();
    if (takeFocus) this.panel.element.focus({ preventScroll: true });
  }

  private close(): void {
    if (!this.isOpen) return;
    const inside = this.host.shadow.activeElement !== null;
    this.panel.element.hidden = true;
    this.status.expanded(false);
    if (inside && !(this.giveFocusBack?.() ?? false)) this.status.element.focus({ preventScroll: true });
    this.giveFocusBack = null;
  }

  private paint(): void {
    const { anchor, composer } = this.options;
    this.host.root.dataset["theme"] = detectTheme(isShown(anchor) ? anchor.parentElement ?? anchor : composer);
    this.status.update(this.state);
    if (this.isOpen) this.panel.update(this.state);
    this.follower.nudge();
    this.place();
  }

  private place(): void {
    const { anchor, composer } = this.options;
    this.host.ensure();
    this.highlighter.follow();
    layOut({ anchor, composer, own: this.host.element, status: this.status.element, panel: this.panel.element });
  }

  private listen(): void {
    const { signal } = this.stopping;
    const status = this.status.element;
    // A press with the mouse leaves focus, and with it the caret, in the editor.
    status.addEventListener("mousedown", (event) => event.preventDefault(), { signal });
    status.addEventListener("click", (event) => {
      if (this.isOpen) this.close();
      // `detail` is 0 for a click made with the keyboard or by assistive technology: then focus goes along.
      else this.open(event.detail === 0);
    }, { signal });
    // On window and in the capture phase, so that Esc closes the panel and not the site's dialog with the draft in it.
    window.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing || !this.isOpen) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      this.close();
    }, { signal, capture: true });
    linkTabOrder(this.options.anchor, status, () => !status.hidden && this.host.element.isConnected, signal);
    window.matchMedia?.("(prefers-color-scheme: dark)").addEventListener("change", () => this.paint(), { signal });
  }
}
