/** Pairing, language and added sites, against a background that is only a table of answers. */
// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Options } from "../../../extension/src/options/options";
import type { PairState, Request, StatusReply } from "../../../extension/src/protocol/messages";

function status(over: Partial<StatusReply> = {}): StatusReply {
  return {
    ok: true, companion: "unpaired", version: "", policy: null, unreachable: "", problems: [], tab: null, hosts: {}, fixedHosts: [], waitingHosts: [],
    locale: "en", localeSetting: "auto", localeFixed: false, managed: false, pairing: "none", pair: { state: "idle" }, ...over,
  };
}

type Answer = StatusReply | ({ ok: boolean } & Record<string, unknown>);
let main: HTMLElement;
let asked: Request[];
let answers: Record<string, Answer>;
let allowed: boolean;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  main = document.createElement("main");
  document.body.replaceChildren(main);
  asked = [];
  allowed = true;
  answers = {};
});
afterEach(() => void vi.useRealTimers());

async function open(over: Partial<StatusReply> = {}): Promise<void> {
  answers["status"] ??= status(over);
  const send = async (request: Request): Promise<Answer> => {
    asked.push(request);
    return answers[request.kind] ?? { ok: true };
  };
  await new Options(main, { send: send as never, askFor: async () => allowed, languages: ["en"], now: Date.now }).start();
}

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const press = async (name: string): Promise<void> => {
  const button = [...main.querySelectorAll("button")].find((each) => each.textContent === name || each.getAttribute("aria-label") === name);
  if (!button) throw new Error(`no button ${name}`);
  button.click();
  await settle();
};
const section = (name: string): HTMLElement => main.querySelector(`[aria-labelledby="${name}-title"]`) as HTMLElement;
const said = (name: string): string => section(name).querySelector("[role=status]")?.textContent ?? "";
const kinds = (): string[] => asked.map(({ kind }) => kind);

describe("pairing", () => {
  const needed: PairState = { state: "code-needed", triesLeft: 5, expires: 1_120_000 };

  async function typing(code: string): Promise<void> {
    const field = main.querySelector("#pair-code") as HTMLInputElement;
    field.value = code;
    field.form?.dispatchEvent(new Event("submit", { cancelable: true }));
    await settle();
  }

  it("goes from start over the code to paired", async () => {
    answers["pair.start"] = { ok: true, ...needed };
    answers["pair.code"] = { ok: true, state: "paired", client: "c-1" };
    await open();
    await press("Start pairing");
    expect(section("pair").textContent).toContain("5 tries left");
    expect(document.activeElement?.id).toBe("pair-code");
    await typing("abcd-efgh");
    expect(asked.at(-1)).toEqual({ kind: "pair.code", code: "ABCDEFGH" });
    expect(section("pair").textContent).toContain("This browser is paired.");
    expect(said("pair")).toContain("Answer yes there");
  });

  it("counts down, and starts over when the time is up", async () => {
    await open({ pair: needed });
    expect(section("pair").querySelector("[role=timer]")?.textContent).toBe("Time left: 2:00");
    await vi.advanceTimersByTimeAsync(55_000);
    expect(section("pair").querySelector("[role=timer]")?.textContent).toBe("Time left: 1:05");
    await vi.advanceTimersByTimeAsync(65_000);
    expect(main.querySelector("#pair-code")).toBeNull();
    expect(said("pair")).toContain("The time is up");
    expect(kinds()).toContain("pair.cancel");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("says how many tries a wrong code leaves, and goes on", async () => {
    answers["pair.code"] = { ok: false, code: "wrong_code", message: "", triesLeft: 1 };
    await open({ pair: needed });
    await typing("ABCD2345");
    expect(section("pair").textContent).toContain("1 try left");
    expect(main.querySelector("#pair-code")?.getAttribute("aria-invalid")).toBe("true");
    expect(said("pair")).toBe("That is not the code in the terminal. Look again.");
  });

  it.each(["", "ABC", "ABCD-EFGH-J"])("does not spend a try on %j", async (code) => {
    await open({ pair: needed });
    await typing(code);
    expect(kinds()).not.toContain("pair.code");
    expect(said("pair")).toContain("eight letters");
  });

  it.each(["too_many_tries", "pairing_expired", "pairing_closed", "companion_unreachable"])("%s ends it, with words", async (code) => {
    answers["pair.code"] = { ok: false, code, message: "" };
    await open({ pair: needed });
    await typing("ABCDEFGH");
    expect(main.querySelector("#pair-code")).toBeNull();
    expect(said("pair")).not.toBe("");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("a code of failure that it does not know still gets a sentence", async () => {
    answers["pair.start"] = { ok: false, code: "never-heard-of", message: "internal" };
    await open();
    await press("Start pairing");
    expect(said("pair")).toBe("Something went wrong. Try again.");
  });

  it("can be cancelled", async () => {
    answers["pair.cancel"] = { ok: true, state: "idle" };
    await open({ pair: needed });
    await press("Cancel");
    expect(section("pair").textContent).toContain("Start pairing");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is forgotten only after a second yes", async () => {
    answers["pair.forget"] = { ok: true, state: "idle" };
    await open({ pair: { state: "paired", client: "c-1" } });
    await press("Forget this pairing");
    expect(kinds()).not.toContain("pair.forget");
    expect(document.activeElement?.textContent).toBe("Keep it");
    await press("Keep it");
    await press("Forget this pairing");
    await press("Yes, forget it");
    expect(kinds()).toContain("pair.forget");
    expect(said("pair")).toBe("The pairing is forgotten.");
  });

  it("has nothing to press when an administrator did it", async () => {
    await open({ managed: true, pair: { state: "paired", client: "c" } });
    expect(section("pair").querySelector("button")).toBeNull();
    expect(section("pair").textContent).toContain("Your administrator");
  });
});

describe("language", () => {
  it("is set, and the page is drawn in it", async () => {
    await open();
    const select = main.querySelector("#language") as HTMLSelectElement;
    answers["status"] = status({ locale: "id", localeSetting: "id" });
    select.value = "id";
    select.dispatchEvent(new Event("change"));
    await settle();
    expect(asked).toContainEqual({ kind: "settings.set", locale: "id" });
    expect(main.querySelector("h1")?.textContent).toBe("Pengaturan Saring");
    expect(document.title).toBe("Pengaturan Saring");
    expect(document.activeElement?.id).toBe("language");
  });

  it("is shown and not changed where an administrator set it", async () => {
    await open({ localeFixed: true, localeSetting: "id" });
    expect((main.querySelector("#language") as HTMLSelectElement).disabled).toBe(true);
    expect(section("language").textContent).toContain("Your administrator set this.");
  });
});

describe("added sites", () => {
  async function add(host: string, site = "generic"): Promise<void> {
    (main.querySelector("#host") as HTMLInputElement).value = host;
    (main.querySelector("#site") as HTMLSelectElement).value = site;
    section("hosts").querySelector("form")?.dispatchEvent(new Event("submit", { cancelable: true }));
    await settle();
  }
  const listed = (): string[] => [...main.querySelectorAll(".hosts li div")].map((each) => each.firstChild?.textContent ?? "");

  it("are asked for, kept with the others, and listed", async () => {
    await open({ hosts: { "a.example": "generic" } });
    await add("https://Social.Example.org/", "mastodon");
    expect(asked.at(-1)).toEqual({ kind: "settings.set", hosts: { "a.example": "generic", "social.example.org": "mastodon" } });
    expect(listed()).toEqual(["a.example", "social.example.org"]);
    expect(said("hosts")).toBe("social.example.org is added.");
  });

  it.each([["not an address", "nonsense"], ["already covered", "a.example"], ["already covered", "x.com"]])(
    "are refused when %s: %s", async (why, host) => {
      await open({ hosts: { "a.example": "generic" } });
      await add(host);
      expect(kinds()).not.toContain("settings.set");
      expect(said("hosts")).toContain(why);
    });

  it("are not added without the browser's permission", async () => {
    allowed = false;
    await open();
    await add("b.example");
    expect(kinds()).not.toContain("settings.set");
    expect(said("hosts")).toContain("did not give permission");
  });

  it("are taken away, and can be added again", async () => {
    await open({ hosts: { "a.example": "generic", "b.example": "generic" } });
    await press("Remove a.example");
    expect(asked.at(-1)).toEqual({ kind: "settings.set", hosts: { "b.example": "generic" } });
    await add("a.example");
    expect(listed()).toEqual(["a.example", "b.example"]);
  });

  it("of the administrator are shown, can't be removed, and are not sent back as the person's own", async () => {
    await open({ hosts: { "it.example": "generic", "a.example": "generic" }, fixedHosts: ["it.example"] });
    expect([...main.querySelectorAll(".hosts button")].map((each) => each.getAttribute("aria-label"))).toEqual(["Remove a.example"]);
    await add("b.example");
    expect(asked.at(-1)).toEqual({ kind: "settings.set", hosts: { "a.example": "generic", "b.example": "generic" } });
  });

  it("that the browser has not allowed can be allowed", async () => {
    await open({ hosts: { "it.example": "generic" }, fixedHosts: ["it.example"], waitingHosts: ["it.example"] });
    expect(section("hosts").textContent).toContain("not covered until the browser allows it");
    allowed = false;
    await press("Allow it.example");
    expect(said("hosts")).toContain("did not give permission");
    allowed = true;
    await press("Allow it.example");
    expect(said("hosts")).toContain("is covered from its next reload on");
    expect(main.querySelector(".hosts button")).toBeNull();
  });

  it("say so when they could not be kept", async () => {
    answers["settings.set"] = { ok: false, code: "no_answer", message: "" };
    await open();
    await add("b.example");
    expect(said("hosts")).toBe("Something went wrong. Try again.");
    expect(listed()).toEqual([]);
  });
});

it("has words and a way on when the background does not answer", async () => {
  answers["status"] = { ok: false, code: "no_answer" };
  await open();
  expect(main.textContent).toContain("Something went wrong");
  answers["status"] = status();
  await press("Check again");
  expect(main.textContent).toContain("Start pairing");
});
