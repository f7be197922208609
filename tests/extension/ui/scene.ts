/** One composer on a page, with its ui mounted, and hands to use it with. */
import { afterEach, beforeEach, vi, type Mock } from "vitest";
import type { ViewEvents } from "../../../extension/src/protocol/state";
import type { Locale } from "../../../extension/src/ui/locale";
import { mountComposerView, type ComposerView } from "../../../extension/src/ui/view";
import { inside, installStandIns } from "./stand-ins";

/** Filled by `mount`. */
export const scene = {} as {
  events: { [name in keyof ViewEvents]: Mock<ViewEvents[name]> };
  view: ComposerView;
  editor: HTMLElement;
  button: HTMLButtonElement;
};

export function mount(locale: Locale = "en", ground: HTMLElement = document.body): void {
  const composer = document.createElement("form");
  scene.editor = document.createElement("div");
  scene.editor.setAttribute("contenteditable", "true");
  scene.editor.tabIndex = 0;
  scene.editor.textContent = "a draft with words";
  scene.button = document.createElement("button");
  composer.append(scene.editor, scene.button);
  ground.append(composer);
  scene.events = { confirm: vi.fn(), askApproval: vi.fn(), recheck: vi.fn(), openOptions: vi.fn() };
  scene.view = mountComposerView({ anchor: scene.button, composer, locale, events: scene.events });
}

/** To be called once in a test file. */
export function setTheScene(): void {
  beforeEach(() => {
    document.body.replaceChildren();
    installStandIns();
    Object.assign(window, { innerWidth: 1000, innerHeight: 800 });
    Object.defineProperty(document.documentElement, "clientWidth", { value: 1000, configurable: true });
    vi.useFakeTimers();
  });
  afterEach(() => {
    scene.view.dispose();
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
}

export const $ = <T extends HTMLElement = HTMLElement>(selector: string): T => inside().querySelector<T>(selector) as T;
export const status = (): HTMLButtonElement => $(".status");
export const panel = (): HTMLElement => $(".panel");
export const way = (name: string): HTMLButtonElement => $(`[data-way="${name}"]`);
export const shown = (): string[] => [...inside().querySelectorAll<HTMLElement>("[data-way]")].filter((each) => !each.hidden).map((each) => each.dataset["way"] as string);
export const spoken = (): string => $("[role=status]").textContent ?? "";
export const press = (target: EventTarget, key: string, more: KeyboardEventInit = {}): KeyboardEvent => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  return event;
};
/** As the keyboard does it: a click without a pointer. */
export const openWithKeyboard = (): void => {
  status().focus();
  status().click();
};
