/** Draws one composer's state beside its publish button. Given data, emits events; it decides nothing and asks nobody. */
import type { ViewEvents, ViewState } from "../protocol/state";
import { makeAnnouncer, SETTLE_MS, SLOW_MS } from "./announce";
import { h } from "./dom";
import { linkTabOrder, rememberFocus } from "./focus";
import { follow } from "./follow";
import { makeHighlighter } from "./highlights";
import { makeHost } from "./host";
import { words, type Locale } from "./locale";
import { makePanel } from "./panel";
import { placePanel, placeStatus, type Rect } from "./place";
import { makeStatus, spokenWords } from "./status";
import { around, costAround, editorRects, isShown, viewport, visibleRect } from "./surroundings";
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

const PANEL_WIDTH = 380;
const PANEL_HEIGHT = 560;
/** Below this height the panel scrolls as a whole, since its actions alone would leave no room for the reasons. */
const SHORT = 320;
const EMPTY: ViewState = { phase: "empty", verdict: null, marks: [], pictures: [], detail: "" };

export function mountComposerView({ anchor, composer, locale, events }: ViewOptions): ComposerView {
  const stopping = new AbortController();
  const { signal } = stopping;
  const host = makeHost(composer, locale);
  const layer = h("div");
  const region = h("div", { class: "spoken", attrs: { role: "status", "aria-live": "polite", "aria-atomic": "true" } });
  const highlighter = makeHighlighter(layer);
  const status = makeStatus(locale);
  const panel = makePanel({
    locale, isMarked: (finding) => highlighter.has(finding), show: (finding) => highlighter.show(finding), close: () => close(),
  }, events);
  host.root.append(layer, status.element, panel.element, region);
  const announcer = makeAnnouncer(region);
  let state = EMPTY;
  let giveBack: (() => boolean) | null = null;

  const place = (): void => {
    host.ensure();
    highlighter.follow();
    placeAll(anchor, composer, host.element, status.element, panel.element);
  };
  const follower = follow([anchor, composer], place);
  const isOpen = (): boolean => !panel.element.hidden;
  const open = (takeFocus: boolean): void => {
    if (isOpen() || state.phase === "empty") return;
    giveBack = rememberFocus(host.element);
    host.toFront();
    panel.element.hidden = false;
    status.expanded(true);
    paint();
    if (takeFocus) panel.element.focus({ preventScroll: true });
  };
  const close = (): void => {
    if (!isOpen()) return;
    const inside = host.shadow.activeElement !== null;
    panel.element.hidden = true;
    status.expanded(false);
    if (inside && !(giveBack?.() ?? false)) status.element.focus({ preventScroll: true });
    giveBack = null;
  };
  const paint = (): void => {
    host.root.dataset["theme"] = detectTheme(isShown(anchor) ? anchor.parentElement ?? anchor : composer);
    status.update(state);
    if (isOpen()) panel.update(state);
    follower.nudge();
    place();
  };

  listen({ status: status.element, signal, isOpen, open, close });
  linkTabOrder(anchor, status.element, () => !status.element.hidden && host.element.isConnected, signal);
  window.matchMedia?.("(prefers-color-scheme: dark)").addEventListener("change", paint, { signal });

  return {
    update(next) {
      state = next;
      highlighter.draw(next.marks);
      if (next.phase === "empty") close();
      announce(next);
      paint();
    },
    held() {
      if (state.phase !== "checking" && state.phase !== "empty") open(false);
      announcer.answer(`${words(locale, "say.held")} ${spokenWords(state, locale)}`);
    },
    dispose() {
      close();
      stopping.abort();
      follower.stop();
      announcer.dispose();
      highlighter.dispose();
      host.remove();
    },
  };

  function announce(next: ViewState): void {
    const sentence = next.phase === "empty" ? "" : spokenWords(next, locale);
    announcer.say(sentence, sentence, next.phase === "checking" ? SLOW_MS : SETTLE_MS);
  }
}

interface Wiring {
  status: HTMLElement;
  signal: AbortSignal;
  isOpen(): boolean;
  open(takeFocus: boolean): void;
  close(): void;
}

function listen({ status, signal, isOpen, open, close }: Wiring): void {
  // A press with the mouse leaves focus, and with it the caret, in the editor.
  status.addEventListener("mousedown", (event) => event.preventDefault(), { signal });
  status.addEventListener("click", (event) => {
    if (isOpen()) close();
    // `detail` is 0 for a click made with the keyboard or by assistive technology: then focus goes along.
    else open(event.detail === 0);
  }, { signal });
  // On window and in the capture phase, so that Esc closes the panel and not the site's dialog with the draft in it.
  window.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || !isOpen()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    close();
  }, { signal, capture: true });
}

function placeAll(anchor: HTMLElement, composer: HTMLElement, own: HTMLElement, status: HTMLElement, panel: HTMLElement): void {
  const view = viewport();
  const ground = visibleRect(composer);
  // A composer without a visible button (one that sends on Enter) still gets its status, at its own lower edge.
  const button = isShown(anchor) ? visibleRect(anchor) : ground && foot(ground);
  own.hidden = !button || !ground;
  if (!button || !ground || status.hidden) return;
  const editors = editorRects(composer);
  const rightToLeft = getComputedStyle(anchor).direction === "rtl";
  const size = { width: status.offsetWidth, height: status.offsetHeight };
  const spot = placeStatus(button, ground, size, view, rightToLeft, costAround(anchor, editors, own));
  Object.assign(status.style, { left: `${spot.left}px`, top: `${spot.top}px` });
  if (panel.hidden) return;
  const body = panel.querySelector(".body");
  const scrolled = body?.scrollTop ?? 0;
  panel.style.maxHeight = "none";
  panel.style.width = `${Math.min(PANEL_WIDTH, view.width - 16)}px`;
  const wanted = { width: PANEL_WIDTH, height: Math.min(panel.offsetHeight, PANEL_HEIGHT) };
  const { left, top, width, maxHeight } = placePanel(spot, around(editors), wanted, view);
  Object.assign(panel.style, {
    left: `${left}px`, top: `${top}px`, width: `${width}px`, maxHeight: `${Math.min(maxHeight, PANEL_HEIGHT)}px`,
  });
  panel.toggleAttribute("data-short", maxHeight < SHORT);
  if (!body) return;
  body.scrollTop = scrolled;
  // What scrolls must be reachable with the keyboard.
  if (body.scrollHeight > body.clientHeight) body.setAttribute("tabindex", "0");
  else body.removeAttribute("tabindex");
}

function foot(rect: Rect): Rect {
  return { left: rect.right, right: rect.right, top: rect.bottom, bottom: rect.bottom };
}
