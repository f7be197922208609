/** The gate: on window, in the capture phase, before the page hears of a publish gesture. It blocks and never replays. */
import type { ButtonEntry } from "../sites";
import type { Finder } from "./composer";
import { BUTTON_EVENTS, isEnterEdit, KEY_EVENTS, keyOf, pressesButton, publishesByKey } from "./gestures";
import { holds } from "./dom";
import type { Session } from "./session";

/** What the gate needs to know of the page. Looked up at every event, since the page may have changed in between. */
export interface GatedPage {
  /** Null on a page that is not covered. */
  finder(): Finder | null;
  /** The live session of the composer, made now if the watcher has not seen it yet. */
  sessionOf(editorOrButton: { editor: Element } | { button: Element }): Session | null;
  sessions(): Iterable<Session>;
}

export class Gate {
  /** Shift was down at the last Enter: the line break that follows is meant as one. */
  private shifted = false;

  constructor(private readonly page: GatedPage) {}

  /** Must run before the page's first script; listeners of window's capture phase fire in the order of registration. */
  install(target: Window, signal: AbortSignal): void {
    const listen = (type: string, handle: (event: never) => void, passive = false) =>
      target.addEventListener(type, handle as EventListener, { capture: true, passive, signal });
    // A passive touchstart keeps scrolling smooth; stopping it is enough, the click that follows is held as well.
    for (const type of BUTTON_EVENTS) listen(type, (event: Event) => this.onButton(event), type === "touchstart");
    for (const type of KEY_EVENTS) listen(type, (event: KeyboardEvent) => this.onKey(event));
    listen("beforeinput", (event: InputEvent) => this.onBeforeInput(event));
    listen("submit", (event: SubmitEvent) => this.onSubmit(event));
  }

  private onButton(event: Event): void {
    const finder = this.page.finder();
    finder?.shadows.noteEvent(event);
    const found = finder?.buttonIn(event.composedPath());
    if (found) this.rule(event, this.publishedBy(found.element, found.entry), event.type === "click");
  }

  private onKey(event: KeyboardEvent): void {
    if (event.type === "keydown" && event.key === "Enter") this.shifted = event.shiftKey;
    const finder = this.page.finder();
    if (!finder || (!keyOf(event) && !pressesButton(event))) return;
    finder.shadows.noteEvent(event);
    const path = event.composedPath();
    const button = finder.buttonIn(path);
    if (button && pressesButton(event)) {
      this.rule(event, this.publishedBy(button.element, button.entry), false);
      return;
    }
    const key = keyOf(event);
    if (!key) return;
    const editor = finder.editorIn(path);
    if (publishesByKey(finder.site, key, editor)) this.rule(event, this.publishedFrom(path, editor), event.type === "keydown");
  }

  private onBeforeInput(event: InputEvent): void {
    const finder = this.page.finder();
    if (!finder || !isEnterEdit(event) || this.shifted || event.isComposing) return;
    const editor = finder.editorIn(event.composedPath());
    if (editor && finder.site.keys.some(({ key, within }) => key === "enter" && within && editor.closest(within))) {
      this.rule(event, this.publishedFrom(event.composedPath(), editor), false);
    }
  }

  private onSubmit(event: SubmitEvent): void {
    const finder = this.page.finder();
    const form = event.composedPath()[0];
    if (!finder || !(form instanceof Element)) return;
    const submitter = event.submitter ? finder.buttonIn([event.submitter]) : null;
    const inForm = finder.editors(form).map((editor) => this.page.sessionOf({ editor }));
    const byButton = submitter ? this.publishedBy(submitter.element, submitter.entry) : [];
    this.rule(event, [...new Set([...inForm, ...byButton])].filter((session) => session !== null), true);
  }

  /** What a publish button publishes: its own composer, or, for a second step outside it, all that the page has open. */
  private publishedBy(button: Element, entry: ButtonEntry): Session[] {
    const session = entry.reach === "composer" ? this.page.sessionOf({ button }) : null;
    if (session) return [session];
    const sessions = [...this.page.sessions()];
    // An editor that its page locked is no longer seen as one; the composer around the button still holds the draft.
    const around = sessions.filter(({ composer }) => holds(composer.root, button));
    return entry.reach === "page" ? sessions : around;
  }

  /** What a shortcut publishes: the composer it is pressed in, or, pressed elsewhere, whatever is open. */
  private publishedFrom(path: readonly EventTarget[], editor: Element | null): Session[] {
    const own = editor ? this.page.sessionOf({ editor }) : null;
    if (own) return [own];
    const sessions = [...this.page.sessions()];
    const around = sessions.filter(({ composer }) => path.includes(composer.root));
    return around.length > 0 || editor ? around : sessions;
  }

  private rule(event: Event, sessions: readonly Session[], publishes: boolean): void {
    // Every session is asked, so that each one that changed unseen is screened again.
    const held = sessions.filter((session) => !session.mayPublish());
    if (held.length > 0) {
      // A passive listener can't; the click that a touch turns into is held in its turn.
      if (event.type !== "touchstart") event.preventDefault();
      event.stopImmediatePropagation();
      if (publishes) for (const session of held) session.held();
    } else if (publishes) {
      for (const session of sessions) session.published();
    }
  }
}
