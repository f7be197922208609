/** The screen loop: pauses, stale answers, media, expiry, outages. @vitest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ANSWER_MS, PAUSE_MS, PING_MS, ScreenLoop, type LoopState } from "../../../extension/src/content/screen-loop";
import { snapshotOf, type Snapshot } from "../../../extension/src/content/snapshot";
import type { Phase } from "../../../extension/src/protocol/state";
import type { ScreenReply } from "../../../extension/src/protocol/messages";
import { Background, hashAtOnce, HELD, verdictFor, WARNED } from "./pages";

let background: Background;
let ending: AbortController;
let loop: ScreenLoop;
let text: string;
let states: LoopState[];

/** Bytes of what begins with `a`; `f` fails as a buffer of the page's does in Firefox. */
function base64(sha256: string): string | null {
  if (sha256.startsWith("f")) throw new Error("Permission denied");
  return sha256.startsWith("a") ? "AAAA" : null;
}

function read(): Snapshot {
  return snapshotOf("x", "post", [{ source: null as never, text, media: [] }]);
}

const phases = () => states.map(({ phase }) => phase).filter((phase, index, all) => phase !== all[index - 1]);
const phase = () => loop.state.phase;
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

function type(next: string): void {
  text = next;
  loop.touch();
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  hashAtOnce();
  background = new Background();
  ending = new AbortController();
  states = [];
  text = "";
  loop = new ScreenLoop(background.send, { read, base64 }, ending.signal,
    (state) => { states.push({ ...state }); });
});

afterEach(() => {
  ending.abort();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("asking", () => {
  it("shuts at once and asks after the pause, once for all that was typed", async () => {
    for (const next of ["h", "ha", "hal", "halo"]) {
      type(next);
      expect(phase()).toBe("checking");
      await pass(PAUSE_MS - 1);
    }
    expect(background.asked).toEqual([]);
    await pass(1);
    expect(background.of("screen").map(({ draft }) => draft.parts[0]!.text)).toEqual(["halo"]);
    expect(phase()).toBe("clear");
    expect(loop.opens(read())).toBe(true);
  });

  it("asks nobody about nothing", async () => {
    type("  \n ");
    await pass(PAUSE_MS);
    expect(phase()).toBe("empty");
    expect(background.asked).toEqual([]);
    expect(loop.opens(read())).toBe(true);
  });

  it("drops the answer to an older draft", async () => {
    const answers: ((reply: ScreenReply) => void)[] = [];
    background.screen = () => new Promise((resolve) => { answers.push(resolve); });
    type("halo");
    await pass(PAUSE_MS);
    type(HELD);
    await pass(PAUSE_MS);
    const [first, second] = background.of("screen");
    answers[1]!({ ok: true, verdict: verdictFor(second!) });
    await pass(0);
    answers[0]!({ ok: true, verdict: verdictFor(first!) });
    await pass(0);
    expect(phase()).toBe("blocked");
    expect(loop.opens(read())).toBe(false);
  });

  it.each([
    ["another digest", { digest: "0".repeat(64) }],
    ["another revision", { revision: 9999 }],
  ])("does not take an answer for %s", async (_, change) => {
    background.screen = (request) => ({ ok: true, verdict: verdictFor(request, change) });
    type("halo");
    await pass(PAUSE_MS);
    expect(phase()).toBe("unverified");
    expect(loop.opens(read())).toBe(false);
  });

  it("opens for nothing but the draft that was cleared", async () => {
    type("halo");
    await pass(PAUSE_MS);
    text = "halo ";
    expect(loop.opens(read())).toBe(false);
    text = "halo";
    expect(loop.opens(read())).toBe(true);
  });

  it("asks again before the verdict expires, without shutting, and shuts when no answer comes", async () => {
    type("halo");
    await pass(PAUSE_MS);
    await pass(110_000);
    expect(background.of("screen")).toHaveLength(2);
    expect(phases()).toEqual(["checking", "clear"]);
    background.screen = () => new Promise(() => undefined);
    await pass(119_000);
    expect(loop.opens(read())).toBe(true);
    await pass(2000);
    expect(loop.opens(read())).toBe(false);
  });

  it("stops with its composer", async () => {
    type("halo");
    ending.abort();
    await pass(PAUSE_MS * 10);
    expect(background.asked).toEqual([]);
  });
});

describe("media", () => {
  it("sends what the companion lacks and asks again", async () => {
    let asked = 0;
    background.screen = (request) => (asked++ === 0 ? { ok: true, missing: ["aa", "ab"] } : { ok: true, verdict: verdictFor(request) });
    type("halo");
    await pass(PAUSE_MS);
    expect(background.asked.map(({ kind }) => kind)).toEqual(["screen", "media", "media", "screen"]);
    expect(phase()).toBe("clear");
  });

  it.each([
    ["bytes that are gone", ["bb"]],
    ["bytes that can't be encoded", ["ff"]],
    ["a companion that never has enough", ["aa"]],
  ])("holds with %s", async (_, missing) => {
    background.screen = () => ({ ok: true, missing });
    type("halo");
    await pass(PAUSE_MS);
    expect(phase()).toBe("unchecked");
    expect(background.of("screen").length).toBeLessThanOrEqual(3);
  });
});

describe("confirming", () => {
  it("opens this draft under this verdict, and stays through a renewal", async () => {
    type(WARNED);
    await pass(PAUSE_MS);
    expect(loop.opens(read())).toBe(false);
    expect(loop.confirm()).toBe(true);
    expect(loop.opens(read())).toBe(true);
    await pass(115_000);
    expect(background.of("screen")).toHaveLength(2);
    expect(phase()).toBe("clear");
  });

  it.each<[string, () => void]>([
    ["another draft", () => type(`${WARNED}!`)],
    ["another policy", () => {
      background.screen = (request) => ({ ok: true, verdict: verdictFor(request, { policy_version: "test-2" }) });
      loop.touch();
    }],
  ])("does not carry over to %s", async (_, change) => {
    type(WARNED);
    await pass(PAUSE_MS);
    loop.confirm();
    change();
    await pass(PAUSE_MS);
    expect(phase()).toBe("confirm");
  });

  it("is refused for a block", async () => {
    type(HELD);
    await pass(PAUSE_MS);
    expect(loop.confirm()).toBe(false);
    expect(phase()).toBe("blocked");
  });
});

describe("outages", () => {
  it.each<[string, Phase]>([
    ["companion_unreachable", "away"], ["companion_unverified", "unverified"], ["unpaired", "unpaired"], ["not_authenticated", "unpaired"],
    ["version_mismatch", "version"], ["busy", "unchecked"], ["internal", "unchecked"], ["something new", "unchecked"], ["extension_gone", "stale"],
  ])("%s is %s, and holds", async (code, expected) => {
    background.screen = () => ({ ok: false, code, message: "m" });
    type("halo");
    await pass(PAUSE_MS);
    expect(phase()).toBe(expected);
    expect(loop.opens(read())).toBe(false);
    expect(loop.state.detail).toBe(expected === "unchecked" ? "m" : "");
  });

  it("screens the draft within two seconds of the companion's return", async () => {
    background.screen = () => ({ ok: false, code: "companion_unreachable", message: "" });
    background.ping = false;
    type("halo");
    await pass(10_000);
    expect(phase()).toBe("away");
    const pings = background.of("ping").length;
    expect(pings).toBeGreaterThanOrEqual(9);
    expect(pings).toBeLessThanOrEqual(11);
    background.screen = (request) => ({ ok: true, verdict: verdictFor(request) });
    background.ping = true;
    await pass(PING_MS + 50);
    expect(phase()).toBe("clear");
  });

  it("asks a background that died in between again at once", async () => {
    let asked = 0;
    background.screen = (request) => (asked++ === 0 ? { ok: false, code: "no_answer", message: "" } : { ok: true, verdict: verdictFor(request) });
    type("halo");
    await pass(PAUSE_MS + 5);
    expect(phase()).toBe("clear");
  });

  it("holds a background that never answers, and goes on asking", async () => {
    background.screen = () => new Promise(() => undefined);
    type("halo");
    await pass(PAUSE_MS + ANSWER_MS);
    expect(phase()).toBe("unchecked");
    await pass(PING_MS);
    expect(background.of("screen").length).toBe(2);
  });

  it("asks no more once the extension is gone", async () => {
    background.screen = () => ({ ok: false, code: "extension_gone", message: "" });
    type("halo");
    await pass(PAUSE_MS);
    const asked = background.asked.length;
    type("halo again");
    await pass(60_000);
    expect(background.asked).toHaveLength(asked);
    expect(phase()).toBe("stale");
  });
});
