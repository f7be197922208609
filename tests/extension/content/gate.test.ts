/** Every gesture in every phase, on pages in the shape of the sites. @vitest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { App } from "../../../extension/src/content/app";
import type { ViewState } from "../../../extension/src/protocol/state";
import { Background, hashAtOnce, HELD, MASTODON_PAGE, put, verdictFor, WARNED, write, X_DIALOG, X_PAGE } from "./pages";

const $ = <E extends Element = HTMLElement>(selector: string) => document.querySelector<E>(selector)!;

let background: Background;
let app: App;
let heard: string[];
let views: { state: ViewState | null; held: number; confirm(): void }[];
const listening = new Set<() => void>();

/** Start the content script on a page, and then the page's own listeners, which must come second. */
async function open(html: string, site: string): Promise<void> {
  document.body.innerHTML = html;
  background.hosts = { localhost: site };
  app = new App({
    send: background.send,
    mountView: ({ events }) => {
      const view = { state: null as ViewState | null, held: 0, confirm: () => events.confirm() };
      views.push(view);
      return { update: (state) => { view.state = state; }, held: () => { view.held += 1; }, dispose: () => undefined };
    },
  });
  app.start();
  for (const type of GESTURES) {
    const hear = (event: Event) => { heard.push(event.type); };
    window.addEventListener(type, hear, true);
    listening.add(() => window.removeEventListener(type, hear, true));
  }
  await settle();
}

const GESTURES = ["click", "auxclick", "dblclick", "pointerdown", "pointerup", "mousedown", "mouseup", "touchstart", "touchend",
  "keydown", "keypress", "keyup", "submit", "beforeinput"];

/** Long enough for the pause, the answer and what follows. */
const settle = () => vi.advanceTimersByTimeAsync(400);

const phase = () => views.at(-1)?.state?.phase;

/** Does the page hear this event, and may it act on it? */
function passes(target: Element, event: Event): boolean {
  heard = [];
  const goes = target.dispatchEvent(event);
  if (!goes) expect(heard).not.toContain(event.type);
  return heard.includes(event.type) && goes;
}

const mouse = (type: string) => new MouseEvent(type, { bubbles: true, cancelable: true, composed: true });
const key = (type: string, init: KeyboardEventInit) => new KeyboardEvent(type, { key: "Enter", bubbles: true, cancelable: true, composed: true, ...init });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
  hashAtOnce();
  background = new Background();
  heard = [];
  views = [];
});

afterEach(() => {
  app.stop();
  for (const stop of listening) stop();
  listening.clear();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

type Gesture = [name: string, target: string, event: () => Event];

const ON_X: Gesture[] = [
  ...["click", "auxclick", "dblclick", "pointerdown", "pointerup", "mousedown", "mouseup", "touchstart", "touchend"].map((type): Gesture =>
    [type, "[data-testid=tweetButtonInline] span", () => mouse(type)]),
  ...["keydown", "keypress", "keyup"].flatMap((type): Gesture[] => [
    [`${type} Enter on the button`, "[data-testid=tweetButtonInline]", () => key(type, {})],
    [`${type} Space on the button`, "[data-testid=tweetButtonInline]", () => key(type, { key: " " })],
    [`${type} Ctrl+Enter`, "[data-testid=tweetTextarea_0]", () => key(type, { ctrlKey: true })],
    [`${type} Cmd+Enter`, "[data-testid=tweetTextarea_0]", () => key(type, { metaKey: true })],
    [`${type} Ctrl+Enter on the keypad`, "[data-testid=tweetTextarea_0]", () => key(type, { ctrlKey: true, code: "NumpadEnter" })],
    [`${type} Ctrl+Enter elsewhere on the page`, "body", () => key(type, { ctrlKey: true })],
  ]),
];

const DRAFTS: [text: string, phase: string, opens: boolean][] = [
  ["halo", "clear", true], [`a ${HELD}`, "blocked", false], [`a ${WARNED}`, "confirm", false],
];

describe.each(ON_X)("x: %s", (_, target, event) => {
  it.each(DRAFTS)("with %j is %s", async (text, expected, opens) => {
    await open(X_PAGE, "x");
    write($("[data-testid=tweetTextarea_0]"), text);
    expect(phase()).toBe("checking");
    expect(passes($(target), event())).toBe(false);
    await settle();
    expect(phase()).toBe(expected);
    expect(passes($(target), event())).toBe(opens);
  });

  it("with nothing written goes through", async () => {
    await open(X_PAGE, "x");
    expect(passes($(target), event())).toBe(true);
  });

  it("after a change that no event announced is held", async () => {
    await open(X_PAGE, "x");
    write($("[data-testid=tweetTextarea_0]"), "halo");
    await settle();
    put($("[data-testid=tweetTextarea_0]"), `halo ${HELD}`);
    expect(passes($(target), event())).toBe(false);
  });
});

describe("what must not be held", () => {
  it.each<Gesture>([
    ["typing Enter", "[data-testid=tweetTextarea_0]", () => key("keydown", {})],
    ["Ctrl+Enter of an input method", "[data-testid=tweetTextarea_0]", () => key("keydown", { ctrlKey: true, isComposing: true })],
    ["a letter", "[data-testid=tweetTextarea_0]", () => key("keydown", { key: "a" })],
    ["a line break", "[data-testid=tweetTextarea_0]", () => new InputEvent("beforeinput", { inputType: "insertParagraph", bubbles: true, cancelable: true })],
    ["the button that opens a composer", "[data-testid=SideNav_NewTweet_Button]", () => mouse("click")],
    ["a Reply button below a post", "article button", () => mouse("click")],
    ["the page", "main", () => mouse("click")],
  ])("%s", async (_, target, event) => {
    await open(X_PAGE, "x");
    write($("[data-testid=tweetTextarea_0]"), `a ${HELD}`);
    await settle();
    expect(passes($(target), event())).toBe(true);
  });
});

describe("the instant of publishing", () => {
  const BUTTON = "[data-testid=tweetButtonInline]";
  const EDITOR = "[data-testid=tweetTextarea_0]";

  it("holds a part added to a cleared thread", async () => {
    await open(X_DIALOG, "x");
    write($(EDITOR), "one");
    await settle();
    $("#parts").insertAdjacentHTML("beforeend", '<div data-testid="tweetTextarea_1" contenteditable="true" class="public-DraftEditor-content"></div>');
    put($("[data-testid=tweetTextarea_1]"), HELD);
    expect(passes($("[data-testid=tweetButton]"), mouse("click"))).toBe(false);
  });

  it("holds a button that was made anew", async () => {
    await open(X_PAGE, "x");
    write($(EDITOR), HELD);
    await settle();
    $(BUTTON).replaceWith($(BUTTON).cloneNode(true));
    expect(passes($(BUTTON), mouse("click"))).toBe(false);
  });

  it("holds a composer that the watcher has not seen", async () => {
    await open("<main></main>", "x");
    document.body.insertAdjacentHTML("beforeend", X_DIALOG);
    put($(EDITOR), "halo");
    expect(passes($("[data-testid=tweetButton]"), mouse("click"))).toBe(false);
  });

  it("holds a click made by a script", async () => {
    await open(X_PAGE, "x");
    write($(EDITOR), HELD);
    heard = [];
    $(BUTTON).click();
    expect(heard).toEqual([]);
  });

  it("keeps two composers apart", async () => {
    await open(X_PAGE + X_DIALOG, "x");
    write($(`#home ${EDITOR}`), HELD);
    write($(`#modal ${EDITOR}`), "halo");
    await settle();
    expect(passes($(BUTTON), mouse("click"))).toBe(false);
    expect(passes($("[data-testid=tweetButton]"), mouse("click"))).toBe(true);
    expect(passes($(`#modal ${EDITOR}`), key("keydown", { ctrlKey: true }))).toBe(true);
    expect(passes($(`#home ${EDITOR}`), key("keydown", { ctrlKey: true }))).toBe(false);
  });

  it("holds an expired verdict", async () => {
    background.screen = (request) => ({ ok: true, verdict: verdictFor(request, { expires: Date.now() + 300 }) });
    await open(X_PAGE, "x");
    write($(EDITOR), "halo");
    await settle();
    background.screen = () => new Promise(() => undefined);
    vi.setSystemTime(Date.now() + 1000);
    expect(passes($(BUTTON), mouse("click"))).toBe(false);
  });

  it("opens a warning once confirmed, for this draft only", async () => {
    await open(X_PAGE, "x");
    write($(EDITOR), WARNED);
    await settle();
    views.at(-1)!.confirm();
    expect(passes($(BUTTON), mouse("click"))).toBe(true);
    write($(EDITOR), `${WARNED}!`);
    await settle();
    expect(phase()).toBe("confirm");
    expect(passes($(BUTTON), mouse("click"))).toBe(false);
    expect(background.of("acknowledge").map(({ outcome }) => outcome)).toEqual(["confirmed", "blocked"]);
  });

  it("tells the author of a held click each time", async () => {
    await open(X_PAGE, "x");
    write($(EDITOR), HELD);
    await settle();
    passes($(BUTTON), mouse("click"));
    passes($(BUTTON), mouse("click"));
    expect(views.at(-1)!.held).toBe(2);
    expect(background.of("acknowledge").map(({ outcome }) => outcome)).toEqual(["blocked"]);
  });

  it("says that a held draft was mended", async () => {
    await open(X_PAGE, "x");
    write($(EDITOR), HELD);
    await settle();
    passes($(BUTTON), mouse("click"));
    write($(EDITOR), "halo");
    await settle();
    write($(EDITOR), "halo again");
    await settle();
    const [blocked, edited, ...others] = background.of("acknowledge");
    expect([blocked!.outcome, edited!.outcome, others]).toEqual(["blocked", "edited", []]);
    expect(edited!.digest).toBe(blocked!.digest);
  });

  it("says what became of the draft", async () => {
    await open(X_PAGE, "x");
    write($(EDITOR), "halo");
    await settle();
    passes($(BUTTON), mouse("click"));
    put($(EDITOR), "");
    await settle();
    expect(background.of("acknowledge").map(({ outcome }) => outcome)).toEqual(["posted"]);
    write($(EDITOR), "again");
    await settle();
    $("#home").remove();
    await settle();
    expect(background.of("acknowledge").map(({ outcome }) => outcome)).toEqual(["posted", "abandoned"]);
  });
});

describe("mastodon", () => {
  it.each<Gesture>([
    ["submit", "form", () => new SubmitEvent("submit", { bubbles: true, cancelable: true })],
    ["Alt+Enter", "textarea", () => key("keydown", { altKey: true })],
    ["Ctrl+Enter in the warning", "#cw-spoiler-input", () => key("keydown", { ctrlKey: true })],
  ])("%s is held until the draft is cleared", async (_, target, event) => {
    await open(MASTODON_PAGE, "mastodon");
    write($("textarea"), "halo");
    expect(passes($(target), event())).toBe(false);
    await settle();
    expect(passes($(target), event())).toBe(true);
    put($("#cw-spoiler-input"), HELD);
    expect(passes($(target), event())).toBe(false);
    await settle();
    expect(passes($(target), event())).toBe(false);
    expect(background.of("screen").at(-1)!.draft.parts.map(({ text }) => text)).toEqual(["halo", HELD]);
  });
});

describe("boxes where Enter sends", () => {
  const CHAT = '<section><div contenteditable="true" enterkeyhint="send" id="box"></div><button>Send</button></section>';

  it.each<[string, () => Event, boolean]>([
    ["Enter", () => key("keydown", {}), false],
    ["Shift+Enter", () => key("keydown", { shiftKey: true }), true],
    ["the edit that a touch keyboard sends instead", () => new InputEvent("beforeinput", { inputType: "insertParagraph", bubbles: true, cancelable: true, composed: true }), false],
    ["another edit", () => new InputEvent("beforeinput", { inputType: "insertText", data: "a", bubbles: true, cancelable: true, composed: true }), true],
  ])("%s", async (_, event, goes) => {
    await open(CHAT, "generic");
    $("#box").textContent = HELD;
    await settle();
    expect(passes($("#box"), event())).toBe(goes);
  });
});

describe("pages that are not covered", () => {
  it("are left alone", async () => {
    document.body.innerHTML = X_PAGE;
    background.hosts = { "x.com": "x" };
    app = new App({ send: background.send, mountView: () => { throw new Error("nothing to show here"); } });
    app.start();
    put($("[data-testid=tweetTextarea_0]"), HELD);
    await settle();
    expect($("[data-testid=tweetButtonInline]").dispatchEvent(mouse("click"))).toBe(true);
    expect(background.asked.map(({ kind }) => kind)).toEqual(["settings"]);
  });
});
