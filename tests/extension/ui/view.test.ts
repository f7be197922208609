/** One composer's ui: words for every phase, a panel with reasons and ways on, focus and caret left to the author. */
// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi, type Mock } from "vitest";
import type { Phase, ViewEvents } from "../../../extension/src/protocol/state";
import en from "../../../extension/src/ui/locales/en.json";
import type { Key, Locale } from "../../../extension/src/ui/locale";
import { LOOKS } from "../../../extension/src/ui/phases";
import { mountComposerView, type ComposerView } from "../../../extension/src/ui/view";
import { finding, inside, installStandIns, state, unchecked, verdict } from "./stand-ins";

let events: { [name in keyof ViewEvents]: Mock<ViewEvents[name]> };
let view: ComposerView;
let editor: HTMLElement;
let button: HTMLButtonElement;

function mount(locale: Locale = "en", ground: HTMLElement = document.body): void {
  const composer = document.createElement("form");
  editor = document.createElement("div");
  editor.setAttribute("contenteditable", "true");
  editor.tabIndex = 0;
  editor.textContent = "a draft with words";
  button = document.createElement("button");
  composer.append(editor, button);
  ground.append(composer);
  events = { confirm: vi.fn(), askApproval: vi.fn(), recheck: vi.fn(), openOptions: vi.fn() };
  view = mountComposerView({ anchor: button, composer, locale, events });
}

beforeEach(() => {
  document.body.replaceChildren();
  installStandIns();
  Object.assign(window, { innerWidth: 1000, innerHeight: 800 });
  Object.defineProperty(document.documentElement, "clientWidth", { value: 1000, configurable: true });
  vi.useFakeTimers();
});
afterEach(() => {
  view.dispose();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const $ = <T extends HTMLElement = HTMLElement>(selector: string): T => inside().querySelector<T>(selector) as T;
const status = (): HTMLButtonElement => $(".status");
const panel = (): HTMLElement => $(".panel");
const way = (name: string): HTMLButtonElement => $(`[data-way="${name}"]`);
const shown = (): string[] => [...inside().querySelectorAll<HTMLElement>("[data-way]")].filter((each) => !each.hidden).map((each) => each.dataset["way"] as string);
const spoken = (): string => $("[role=status]").textContent ?? "";
const press = (target: EventTarget, key: string, more: KeyboardEventInit = {}): KeyboardEvent => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  return event;
};
/** As the keyboard does it: a click without a pointer. */
const openWithKeyboard = (): void => {
  status().focus();
  status().click();
};

describe("the status", () => {
  it.each((Object.keys(LOOKS) as Phase[]).filter((phase) => phase !== "empty"))("%s has words", (phase) => {
    mount();
    view.update(state({ phase, verdict: null }));
    expect(status().hidden).toBe(false);
    expect(status().textContent).toBe(en[`phase.${phase}` as Key]);
    expect(status().getAttribute("aria-label")).toContain(en[`phase.${phase}` as Key]);
    expect(status().querySelector("svg")?.getAttribute("aria-hidden")).toBe("true");
  });

  it("is hidden while there is nothing to post, and closes the panel with it", () => {
    mount();
    view.update(state());
    view.held();
    view.update(state({ phase: "empty", verdict: null }));
    expect([status().hidden, panel().hidden]).toEqual([true, true]);
  });

  it("speaks Indonesian", () => {
    mount("id");
    view.update(state());
    expect(status().textContent).toBe("Tidak bisa diposting");
    expect(document.querySelector("[data-saring]")?.getAttribute("lang")).toBe("id");
  });

  it("leaves the site's own elements as they are", () => {
    mount();
    const before = button.parentElement?.outerHTML;
    view.update(state());
    view.held();
    expect(button.parentElement?.outerHTML).toBe(before);
  });
});

describe("the panel", () => {
  it("says what, where, why, whose rule and what to do", () => {
    mount();
    view.update(state());
    openWithKeyboard();
    for (const said of ["Claims of healing", "In the text", "It promises to heal.", "Legal", "Say what it does.", "House policy"]) {
      expect(panel().textContent).toContain(said);
    }
    expect(panel().getAttribute("role")).toBe("dialog");
    expect($(`#${panel().getAttribute("aria-labelledby")}`).textContent).toBe(en["title.blocked"]);
  });

  it("names what could not be checked", () => {
    mount();
    view.update(state({ phase: "unchecked", verdict: verdict({ findings: [], unchecked: [unchecked()] }) }));
    openWithKeyboard();
    expect($(".unchecked").textContent).toBe("Attachment 2: Too large to checkMore than 40 megapixels.");
  });

  it("draws strange words as text", () => {
    mount();
    view.update(state({ verdict: verdict({ findings: [finding({ title: "<img src=x onerror=1>" })] }), detail: "<b>" }));
    openWithKeyboard();
    expect(panel().querySelector("img, b")).toBeNull();
    expect(panel().textContent).toContain("<img src=x onerror=1>");
  });

  it.each([
    ["confirm", ["confirm"]], ["review", ["ask"]], ["blocked", ["recheck"]], ["unpaired", ["settings", "recheck"]], ["clear", []],
  ] as [Phase, string[]][])("%s offers %j, the likeliest first", (phase, ways) => {
    mount();
    view.update(state({ phase, verdict: null }));
    openWithKeyboard();
    expect(shown()).toEqual(ways);
  });

  it("hands on what the author does", () => {
    mount();
    view.update(state({ phase: "review" }));
    openWithKeyboard();
    $<HTMLTextAreaElement>("textarea").value = "  it is a quote ";
    way("ask").click();
    expect(events.askApproval).toHaveBeenCalledWith("it is a quote");
    view.update(state({ phase: "confirm" }));
    way("confirm").click();
    view.update(state({ phase: "unpaired", verdict: null }));
    way("settings").click();
    way("recheck").click();
    expect([events.confirm, events.openOptions, events.recheck].map((each) => each.mock.calls.length)).toEqual([1, 1, 1]);
  });

  it("keeps the note and its focus when a new verdict comes", () => {
    mount();
    view.update(state({ phase: "review" }));
    openWithKeyboard();
    const note = $<HTMLTextAreaElement>("textarea");
    note.focus();
    note.value = "half a sen";
    view.update(state({ phase: "review", verdict: verdict({ findings: [finding(), finding({ title: "Another" })] }) }));
    expect($<HTMLTextAreaElement>("textarea").value).toBe("half a sen");
    expect(inside().activeElement).toBe(note);
  });

  it("keeps the last findings while the newest change is read", () => {
    mount();
    view.update(state());
    openWithKeyboard();
    view.update(state({ phase: "checking", verdict: null }));
    expect(panel().textContent).toContain("Claims of healing");
    expect($(".body").getAttribute("aria-busy")).toBe("true");
    view.update(state({ phase: "clear", verdict: verdict({ action: "allow", opens: true, needs: null, findings: [] }) }));
    expect(panel().textContent).not.toContain("Claims of healing");
  });

  it("is not redrawn by an answer that says the same", () => {
    mount();
    view.update(state());
    openWithKeyboard();
    const item = $(".finding");
    view.update(state({ verdict: verdict({ revision: 9, expires: 99, digest: "e" }) }));
    expect($(".finding")).toBe(item);
  });

  it("takes focus itself when what had it is gone", () => {
    mount();
    const range = document.createRange();
    range.selectNodeContents(editor);
    view.update(state({ marks: [{ kind: "ranges", ranges: [range], finding: 0, severity: "block" }] }));
    openWithKeyboard();
    $(".finding button").focus();
    view.update(state({ verdict: verdict({ findings: [finding({ title: "Another" })] }) }));
    expect(inside().activeElement).toBe(panel());
  });

  it("blurs pictures until asked", () => {
    mount();
    view.update(state({ pictures: [{ url: "blob:x", name: "a.png", part: 0, media: 0, boxes: [{ box: [0, 0, 5, 5], finding: 0, label: "Skin" }] }] }));
    openWithKeyboard();
    const frame = $(".frame"), toggle = $(".picture button"), image = $<HTMLImageElement>(".frame img");
    Object.defineProperties(image, { naturalWidth: { value: 10 }, naturalHeight: { value: 10 } });
    image.dispatchEvent(new Event("load"));
    expect(frame.hasAttribute("data-blurred")).toBe(true);
    expect($(".box").style.width).toBe("50%");
    expect($(".box").getAttribute("aria-label")).toBe("Found here: Skin");
    toggle.click();
    expect(frame.hasAttribute("data-blurred")).toBe(false);
    expect(toggle.textContent).toBe(en["picture.hide"]);
  });
});

describe("focus and caret", () => {
  it("stay in the editor through every update and through a held gesture", () => {
    mount();
    editor.focus();
    for (const phase of Object.keys(LOOKS) as Phase[]) {
      view.update(state({ phase, verdict: null }));
      view.held();
      expect(document.activeElement).toBe(editor);
    }
  });

  it("stay there for the mouse as well", () => {
    mount();
    view.update(state());
    editor.focus();
    const down = new MouseEvent("mousedown", { bubbles: true, cancelable: true });
    status().dispatchEvent(down);
    status().dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 1 }));
    expect(down.defaultPrevented).toBe(true);
    expect(panel().hidden).toBe(false);
    expect(document.activeElement).toBe(editor);
  });

  it("go into the panel from the keyboard, and Esc brings focus back to the status, the selection untouched", () => {
    mount();
    view.update(state());
    const text = editor.firstChild as Text;
    editor.focus();
    getSelection()?.setBaseAndExtent(text, 2, text, 7);
    openWithKeyboard();
    expect(inside().activeElement).toBe(panel());
    press(panel(), "Escape");
    expect(panel().hidden).toBe(true);
    expect(inside().activeElement).toBe(status());
    const selection = getSelection();
    expect([selection?.anchorNode, selection?.anchorOffset, selection?.focusOffset]).toEqual([text, 2, 7]);
    expect(status().getAttribute("aria-expanded")).toBe("false");
  });

  it("come back to the editor when the panel opened by itself and the author went into it", () => {
    mount();
    view.update(state());
    editor.focus();
    view.held();
    $(".close").focus();
    press($(".close"), "Escape");
    expect(document.activeElement).toBe(editor);
  });

  it("Esc closes the panel and not the site's dialog", () => {
    mount();
    const site = vi.fn();
    document.addEventListener("keydown", site);
    view.update(state());
    view.held();
    const first = press(editor, "Escape");
    expect([first.defaultPrevented, site.mock.calls.length]).toEqual([true, 0]);
    const second = press(editor, "Escape");
    expect([second.defaultPrevented, site.mock.calls.length]).toEqual([false, 1]);
    document.removeEventListener("keydown", site);
  });

  it("Esc that ends an input method's composition is not ours", () => {
    mount();
    view.update(state());
    view.held();
    expect(press(editor, "Escape", { isComposing: true }).defaultPrevented).toBe(false);
    expect(panel().hidden).toBe(false);
  });

  it("Tab goes from the post button to the status, and Shift+Tab back", () => {
    mount();
    view.update(state());
    button.focus();
    expect(press(button, "Tab").defaultPrevented).toBe(true);
    expect(inside().activeElement).toBe(status());
    expect(press(status(), "Tab", { shiftKey: true }).defaultPrevented).toBe(true);
    expect(document.activeElement).toBe(button);
  });

  it("Tab is the site's own while the status is hidden", () => {
    mount();
    view.update(state({ phase: "empty", verdict: null }));
    button.focus();
    expect(press(button, "Tab").defaultPrevented).toBe(false);
  });
});

describe("what the site hears", () => {
  it("is nothing of what happens inside", () => {
    mount();
    view.update(state({ phase: "review" }));
    openWithKeyboard();
    const heard = vi.fn();
    for (const type of ["keydown", "click", "input", "pointerdown"]) document.addEventListener(type, heard);
    press($("textarea"), "n");
    $("textarea").dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    way("ask").dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true }));
    expect(heard).not.toHaveBeenCalled();
    for (const type of ["keydown", "click", "input", "pointerdown"]) document.removeEventListener(type, heard);
  });

  it("stands inside the composer's dialog, so that a modal does not make it inert", () => {
    const dialog = document.createElement("div");
    dialog.setAttribute("role", "dialog");
    document.body.append(dialog);
    mount("en", dialog);
    expect(document.querySelector("[data-saring]")?.parentElement).toBe(dialog);
  });

  it("survives that the site takes the whole dialog away", () => {
    const dialog = document.createElement("div");
    dialog.setAttribute("role", "dialog");
    document.body.append(dialog);
    // As browsers do: showing what is not in the document throws.
    const showPopover = vi.fn(function (this: HTMLElement) {
      if (!this.isConnected) throw new Error("InvalidStateError");
    });
    Object.assign(HTMLElement.prototype, { showPopover });
    const matches = Element.prototype.matches;
    vi.spyOn(Element.prototype, "matches").mockImplementation(function (this: Element, css) {
      return css === ":popover-open" ? false : matches.call(this, css);
    });
    mount("en", dialog);
    dialog.remove();
    expect(() => view.update(state())).not.toThrow();
    expect(showPopover).toHaveBeenCalled();
    delete (HTMLElement.prototype as { showPopover?: unknown }).showPopover;
  });

  it("comes back when the site throws it out", () => {
    mount();
    view.update(state());
    document.querySelector("[data-saring]")?.remove();
    view.update(state({ phase: "checking", verdict: null }));
    expect(document.querySelector("[data-saring]")).not.toBeNull();
  });
});

describe("screen readers", () => {
  it("hear a settled phase with the number of points", () => {
    mount();
    view.update(state());
    vi.advanceTimersByTime(2000);
    expect(spoken()).toBe("Saring: Can't be posted. 1 point to look at");
  });

  it("hear at once that a post was held", () => {
    mount();
    view.update(state({ phase: "away", verdict: null }));
    view.held();
    expect(spoken()).toContain("The post was held.");
    expect(spoken()).toContain(en["phase.away"]);
  });
});

it("dispose leaves nothing behind", () => {
  mount();
  view.update(state());
  view.held();
  view.dispose();
  expect(document.querySelector("[data-saring]")).toBeNull();
  expect(press(editor, "Escape").defaultPrevented).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});
