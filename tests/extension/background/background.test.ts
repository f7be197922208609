/** The background as its askers see it: screening, health, status, pairing, settings, trust; it may die in between. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { fakeBrowser, type FakeBrowser } from "../fake-browser";
import { CLIENT, fakeCompanion, PAIRING, PairingDesk, refusal, type Answer, type Asked, type FakeCompanion } from "./fake-companion";
import type { Sender } from "../../../extension/src/platform/listen";
import type { Request } from "../../../extension/src/protocol/messages";

const PAGE: Sender = { id: "ours", url: "https://x.com/home", tab: 7, frame: 0 };
const OPTIONS: Sender = { id: "ours", url: "chrome-extension://ours/options/index.html", tab: 8, frame: 0 };
const DIGEST = "d1".repeat(32);
const HEALTH = { saring: "companion", version: "0.1.0", protocol: 1, policy_version: "p-1", vision: "idle", problems: [] };

const VERDICT = {
  action: "allow", opens: true, needs: null, policy_version: "p-1", policy: { id: "p", title: "P", owner: "" },
  expires: 0, ratings: {}, approval: null, findings: [], unchecked: [],
};
const FINDING = {
  rule: "r", detector: "d", category: "", dimension: "", rating: null, action: "block", part: 0, field: "text", media: null,
  start: 2, end: 4, box: null, frame: null, title: "", explanation: "", advice: "", owner: "",
};

let browser: FakeBrowser;
let companion: FakeCompanion;
let changes: object;

/** What the companion answers in these tests, unless one says otherwise. */
function ordinary({ target, body }: Asked): Answer {
  if (target === "/v1/health") return { body: HEALTH };
  if (target === "/v1/policy") return { body: { id: "p", title: "Policy P", owner: "", version: "p-1", rules: [], unreachable: "locked" } };
  if (target !== "/v1/screenings") return { body: { recorded: true, id: "a1", state: "waiting" } };
  const { digest, revision } = JSON.parse(body) as { digest: string; revision: number };
  return { body: { ...VERDICT, expires: Date.now() + 120_000, digest, revision, ...changes } };
}

/** A background that has just woken: fresh modules, the same storage. */
async function wake() {
  vi.resetModules();
  const [{ route }, { screeningHandlers }, { recordHandlers }, { pageHandlers }, { pairingHandlers }, { statusHandlers }, { standing }] = await Promise.all([
    import("../../../extension/src/background/router"),
    import("../../../extension/src/background/handlers/screening"),
    import("../../../extension/src/background/handlers/record"),
    import("../../../extension/src/background/handlers/page"),
    import("../../../extension/src/background/handlers/pairing"),
    import("../../../extension/src/background/handlers/status"),
    import("../../../extension/src/platform/listen"),
  ]);
  const handlers = { ...screeningHandlers, ...recordHandlers, ...pageHandlers, ...pairingHandlers, ...statusHandlers };
  return (message: unknown, sender: Sender = PAGE) => route({ handlers, standing, locale: async () => "en" }, message, sender);
}

function screening(text: string, revision = 1, rest: object = {}): Request {
  return { kind: "screen", digest: DIGEST, revision, draft: { site: "x", account: "", kind: "post", parts: [{ text, media: [] }] }, ...rest };
}

beforeEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  changes = {};
  browser = fakeBrowser();
  browser.local.pairing = PAIRING;
  companion = fakeCompanion(ordinary);
});

describe("screen", () => {
  it("sends the draft well-formed and turns positions into UTF-16", async () => {
    changes = { action: "block", opens: false, needs: "change", findings: [FINDING] };
    const reply = await (await wake())(screening("😀 ab\ud800"));
    expect(reply).toMatchObject({ ok: true, verdict: { action: "block", findings: [{ start: 3, end: 5 }] } });
    expect(JSON.parse(companion.asked[0]?.body ?? "")).toMatchObject({ protocol: 1, revision: 1, locale: "en", draft: { parts: [{ text: "😀 ab\ufffd" }] } });
  });

  it("asks once for the same draft, across the background's death, and answers with the new revision", async () => {
    await (await wake())(screening("hello", 1));
    expect(await (await wake())(screening("hello", 5))).toMatchObject({ ok: true, verdict: { revision: 5, opens: true } });
    expect(companion.asked).toHaveLength(1);
  });

  it.each([
    ["one that runs out soon", { expires: Date.now() + 20_000 }],
    ["one that waits for an approval", { action: "review", opens: false, needs: "approval" }],
    ["one with something unchecked", { action: "block", opens: false, needs: "change", unchecked: [{ reason: "busy", what: "text", part: 0, media: null, explanation: "", action: "block" }] }],
  ])("asks again instead of repeating %s", async (_name, given) => {
    changes = given;
    const send = await wake();
    await send(screening("hello"));
    await send(screening("hello"));
    expect(companion.asked).toHaveLength(2);
  });

  it("asks again once the companion speaks of another policy", async () => {
    const send = await wake();
    await send(screening("hello"));
    companion.answer = (asked) => (asked.target === "/v1/health" ? { body: { ...HEALTH, policy_version: "p-2" } } : ordinary(asked));
    await send({ kind: "ping" });
    await send(screening("hello"));
    expect(companion.asked.filter(({ target }) => target === "/v1/screenings")).toHaveLength(2);
  });

  it("names the media whose bytes are missing, and sends them", async () => {
    const [one, two] = ["a1".repeat(32), "b2".repeat(32)];
    companion.answer = (asked) => (asked.method === "PUT" ? { body: { sha256: one, size: 3 } } : refusal(409, "media_missing", `${one} ${two}`));
    const send = await wake();
    expect(await send(screening("hello"))).toEqual({ ok: true, missing: [one, two] });
    expect(await send({ kind: "media", sha256: one, base64: btoa("abc") })).toEqual({ ok: true });
    expect(companion.asked[1]).toEqual({ method: "PUT", target: `/v1/media/${one}`, body: "abc" });
  });

  it.each([
    ["no SHA-256", { kind: "media", sha256: "../health", base64: "" }],
    ["no base64", { kind: "media", sha256: "a1".repeat(32), base64: "*" }],
    ["no draft", { kind: "screen", digest: DIGEST, revision: 1, draft: null }],
    ["a text that is none", { ...screening(""), draft: { site: "x", account: "", kind: "post", parts: [{ text: 5, media: [] }] } }],
  ])("refuses %s without asking the companion", async (_name, message) => {
    expect(await (await wake())(message)).toMatchObject({ ok: false, code: "bad_request" });
    expect(companion.asked).toHaveLength(0);
  });
});

describe("whose answer is believed", () => {
  const good = () => ({ ...VERDICT, expires: Date.now() + 120_000, digest: DIGEST, revision: 1 });
  it.each<[string, string, () => Answer | Promise<Answer>]>([
    ["unsigned", "companion_unverified", () => ({ body: good(), signed: "no" })],
    ["signed with another secret", "companion_unverified", () => ({ body: good(), signed: "wrong" })],
    ["an unsigned refusal", "companion_unverified", () => ({ ...refusal(401, "not_authenticated"), signed: "no" })],
    ["an unsigned word of another version", "version_mismatch", () => ({ ...refusal(426, "version_mismatch"), signed: "no" })],
    ["HTML", "companion_unverified", () => ({ body: "<html>", status: 500 })],
    ["a signed refusal", "busy", () => refusal(503, "busy")],
    ["another draft's verdict", "companion_unverified", () => ({ body: { ...good(), digest: "ee".repeat(32) } })],
    ["nobody listens", "companion_unreachable", () => Promise.reject(new TypeError("Failed to fetch"))],
  ])("%s: %s", async (_name, code, answer) => {
    companion.answer = answer;
    expect(await (await wake())(screening("hello"))).toMatchObject({ ok: false, code });
  });

  it("a companion that never answers has timed out", async () => {
    vi.spyOn(AbortSignal, "timeout").mockImplementation((time) => {
      expect(time).toBe(5_000);
      return AbortSignal.abort();
    });
    vi.stubGlobal("fetch", (url: string, { signal }: RequestInit = {}) => (url.startsWith("chrome-extension:") ? Promise.resolve(new Response("{}")) : Promise.reject(signal?.reason)));
    expect(await (await wake())(screening("hello"))).toMatchObject({ ok: false, code: "timed_out" });
  });
});

describe("credentials", () => {
  const other = { ...PAIRING, client: "ffffffffffffffff" };
  const clientAsked = async () => ((await (await wake())({ kind: "status" }, OPTIONS)) as { pair: { client?: string }; pairing: string });

  it.each([
    ["managed before all", { managed: { pairing: PAIRING }, packaged: other, own: other }, "managed"],
    ["packaged before own", { managed: null, packaged: PAIRING, own: other }, "packaged"],
    ["own at last", { managed: {}, packaged: {}, own: PAIRING }, "own"],
  ])("%s", async (_name, { managed, packaged, own }, source) => {
    Object.assign(browser, { managed });
    browser.local.pairing = own;
    fakeCompanion(ordinary, packaged);
    expect(await clientAsked()).toMatchObject({ pairing: source, pair: { state: "paired", client: CLIENT } });
  });

  it.each([
    ["https://127.0.0.1:7274"], ["http://companion.example"], ["http://127.0.0.1.evil.example"], ["http://a.localhost:1"],
    ["http://user@127.0.0.1"], ["ftp://127.0.0.1"], ["nothing"], ["http://10.0.0.1:7274"],
  ])("sends nothing to %s", async (url) => {
    browser.managed = { pairing: { ...PAIRING, url } };
    expect(await (await wake())(screening("hello"))).toMatchObject({ ok: false, code: "not_loopback" });
    expect(companion.asked).toHaveLength(0);
  });

  it.each([
    ["no pairing", undefined, "unpaired"],
    ["a short secret", { ...PAIRING, secret: "5a" }, "unpaired"],
    ["an odd client", { ...PAIRING, client: "../../" }, "unpaired"],
    ["another protocol", { ...PAIRING, protocol: 2 }, "version_mismatch"],
  ])("%s", async (_name, pairing, code) => {
    browser.local.pairing = pairing;
    expect(await (await wake())(screening("hello"))).toMatchObject({ ok: false, code });
    expect(companion.asked).toHaveLength(0);
  });

  it("are found when managed settings arrive late", async () => {
    delete browser.local.pairing;
    const send = await wake();
    expect(await send(screening("hello"))).toMatchObject({ code: "unpaired" });
    browser.managed = { pairing: PAIRING };
    expect(await send(screening("hello"))).toMatchObject({ ok: true });
  });
});

describe("ping", () => {
  it("asks the companion once for all who knock within the interval", async () => {
    const send = await wake();
    const replies = await Promise.all([send({ kind: "ping" }), send({ kind: "ping" }), send({ kind: "ping" })]);
    expect(replies).toEqual([1, 2, 3].map(() => ({ ok: true, version: "0.1.0", policy_version: "p-1" })));
    expect(companion.asked).toHaveLength(1);
  });

  it("does not repeat a good answer from before a failure, and tells of the return after the interval", async () => {
    const send = await wake();
    await send({ kind: "ping" });
    companion.answer = () => Promise.reject(new TypeError());
    await send(screening("hello"));
    expect(await send({ kind: "ping" })).toMatchObject({ ok: false, code: "companion_unreachable" });
    companion.answer = ordinary;
    const now = Date.now();
    vi.spyOn(Date, "now").mockImplementation(() => now + 901);
    expect(await send({ kind: "ping" })).toMatchObject({ ok: true });
  });
});

describe("status", () => {
  it("tells of companion, policy, hosts and the tab's coverage", async () => {
    browser.local.hosts = { "forum.example": "generic" };
    browser.granted = ["http://127.0.0.1/*"];
    browser.present = ["7/0"];
    const send = await wake();
    await send({ kind: "coverage", site: "x", composers: 2, missing: ["button"] });
    await send({ kind: "coverage", site: "x", composers: 1, missing: [] }, { ...PAGE, frame: 3 });
    expect(await send({ kind: "status", tab: 7 }, OPTIONS)).toEqual({
      ok: true, companion: "there", version: "0.1.0", policy: { id: "p", title: "Policy P", version: "p-1" }, unreachable: "locked",
      problems: [], tab: { covered: true, site: "x", composers: 2, missing: ["button"] },
      hosts: { "forum.example": "generic" }, fixedHosts: [], waitingHosts: ["forum.example"],
      locale: "en", localeSetting: "auto", localeFixed: false, managed: false, pairing: "own", pair: { state: "paired", client: CLIENT },
    });
    expect(browser.badges).toContainEqual({ text: "?", tabId: 7 });
  });

  it.each([
    ["away", () => Promise.reject(new TypeError())],
    ["unverified", (): Answer => ({ body: HEALTH, signed: "wrong" })],
    ["version", (): Answer => refusal(426, "version_mismatch")],
    ["unpaired", (): Answer => refusal(403, "forbidden_origin")],
  ])("companion: %s", async (state, answer) => {
    companion.answer = answer;
    expect(await (await wake())({ kind: "status" }, OPTIONS)).toMatchObject({ companion: state, policy: null, version: "", tab: null });
  });

  it("says so when the browser keeps us from this computer", async () => {
    const reply = (await (await wake())({ kind: "status" }, OPTIONS)) as { problems: string[] };
    expect(reply.problems).toEqual([expect.stringContaining("127.0.0.1")]);
  });

  it("a page that has gone covers nothing", async () => {
    const send = await wake();
    await send({ kind: "coverage", site: "x", composers: 1, missing: [] });
    expect(await send({ kind: "status", tab: 7 }, OPTIONS)).toMatchObject({ tab: null });
  });
});

describe("pairing", () => {
  let desk: PairingDesk;
  beforeEach(() => {
    delete browser.local.pairing;
    desk = new PairingDesk();
    companion.answer = async (asked) => {
      const answer = await desk.answer(asked);
      companion.secret = desk.secret || companion.secret;
      return answer;
    };
  });

  it("pairs by the terminal's code, though the background dies while the person types", async () => {
    expect(await (await wake())({ kind: "pair.start" }, OPTIONS)).toMatchObject({ ok: true, state: "code-needed", triesLeft: 5 });
    const typed = `${desk.code.slice(0, 4)}-${desk.code.slice(4)}`.toLowerCase();
    expect(await (await wake())({ kind: "pair.code", code: typed }, OPTIONS)).toEqual({ ok: true, state: "paired", client: CLIENT });
    expect(desk.confirmed).toBe(true);
    expect(browser.local.pairing).toEqual({ url: "http://127.0.0.1:7274", client: CLIENT, secret: desk.secret, protocol: 1 });
    expect(JSON.stringify(browser.session)).not.toContain(desk.secret);
    companion.answer = ordinary;
    expect(await (await wake())(screening("hello"))).toMatchObject({ ok: true });
  });

  it("gives five tries and tells the companion of none that is wrong", async () => {
    const send = await wake();
    await send({ kind: "pair.start" }, OPTIONS);
    const wrong = desk.code === "AAAAAAAA" ? "BBBBBBBB" : "AAAAAAAA";
    for (const triesLeft of [4, 3, 2, 1]) {
      expect(await send({ kind: "pair.code", code: wrong }, OPTIONS)).toMatchObject({ ok: false, code: "wrong_code", triesLeft });
    }
    expect(await send({ kind: "pair.code", code: wrong }, OPTIONS)).toMatchObject({ ok: false, code: "too_many_tries" });
    expect(await send({ kind: "pair.code", code: desk.code }, OPTIONS)).toMatchObject({ ok: false, code: "pairing_expired" });
    expect(companion.asked).toHaveLength(2);
    expect(browser.local.pairing).toBeUndefined();
  });

  it("is over after 120 seconds", async () => {
    const send = await wake();
    await send({ kind: "pair.start" }, OPTIONS);
    const now = Date.now();
    vi.spyOn(Date, "now").mockImplementation(() => now + 120_000);
    expect(await send({ kind: "pair.code", code: desk.code }, OPTIONS)).toMatchObject({ ok: false, code: "pairing_expired" });
  });

  it("is not believed where the confirmation comes from somebody without the secret", async () => {
    const send = await wake();
    await send({ kind: "pair.start" }, OPTIONS);
    companion.answer = () => ({ body: { client: CLIENT }, signed: "wrong" });
    expect(await send({ kind: "pair.code", code: desk.code }, OPTIONS)).toMatchObject({ ok: false, code: "companion_unverified" });
    expect(browser.local.pairing).toBeUndefined();
  });

  it.each([
    ["a key off the curve", { pairing: "p1", public_key: btoa("\x04" + "a".repeat(64)), nonce: "00".repeat(32) }],
    ["a short nonce", { pairing: "p1", public_key: btoa("\x04" + "a".repeat(64)), nonce: "00" }],
    ["nothing", {}],
  ])("stops at an offer of %s", async (_name, body) => {
    companion.answer = () => ({ body });
    expect(await (await wake())({ kind: "pair.start" }, OPTIONS)).toMatchObject({ ok: false, code: "companion_unverified" });
    expect(companion.asked).toHaveLength(1);
  });

  it("says when no window is open", async () => {
    companion.answer = () => refusal(403, "pairing_closed");
    expect(await (await wake())({ kind: "pair.start" }, OPTIONS)).toMatchObject({ ok: false, code: "pairing_closed", message: expect.stringContaining("saring pair") });
  });

  it("can be given up and forgotten, but not where an administrator has paired", async () => {
    const send = await wake();
    await send({ kind: "pair.start" }, OPTIONS);
    expect(await send({ kind: "pair.cancel" }, OPTIONS)).toEqual({ ok: true, state: "idle" });
    browser.local.pairing = PAIRING;
    expect(await send({ kind: "pair.forget" }, OPTIONS)).toEqual({ ok: true, state: "idle" });
    expect(browser.local.pairing).toBeUndefined();
    browser.managed = { pairing: PAIRING };
    for (const kind of ["pair.start", "pair.forget"]) expect(await send({ kind }, OPTIONS)).toMatchObject({ ok: false, code: "managed" });
  });
});

describe("settings", () => {
  it("gives built-in and added hosts and runs the content script on the added ones", async () => {
    const send = await wake();
    browser.manifestMatches = ["https://*.mastodon.social/*"];
    const hosts = { "Forum.example:8080/talk": "generic", "de.mastodon.social": "mastodon" };
    expect(await send({ kind: "settings.set", hosts, locale: "id" }, OPTIONS)).toEqual({ ok: true });
    expect(await send({ kind: "settings" })).toMatchObject({ ok: true, locale: "id", paired: true, hosts: { "x.com": "x", "forum.example:8080/talk": "generic" } });
    expect(browser.registered).toMatchObject([{ matches: ["http://*.de.mastodon.social/*", "http://*.forum.example/*", "https://*.forum.example/*"] }]);
    await send({ kind: "settings.set", hosts: {} }, OPTIONS);
    expect(browser.registered).toEqual([]);
  });

  it("the administrator's hosts and language stand", async () => {
    browser.managed = { hosts: { "intra.example": "generic", "bad host": "x" }, locale: "id" };
    browser.local.locale = "en";
    expect(await (await wake())({ kind: "status" }, OPTIONS)).toMatchObject({ fixedHosts: ["intra.example"], locale: "id", localeSetting: "id", localeFixed: true });
  });

  it.each([{ hosts: { "not a host": "x" } }, { hosts: { "a.example": 5 } }, { locale: "fr" }])("refuses %j", async (choice) => {
    expect(await (await wake())({ kind: "settings.set", ...choice }, OPTIONS)).toMatchObject({ ok: false, code: "bad_request" });
  });
});

describe("trust", () => {
  const own = ["status", "pair.start", "pair.code", "pair.cancel", "pair.forget", "settings.set"];
  it.each(own)("%s is not for content scripts", async (kind) => {
    await expect((await wake())({ kind }, PAGE)).rejects.toThrow("not for us");
  });

  it.each<[string, unknown, Sender]>([
    ["another extension", { kind: "ping" }, { ...PAGE, id: "theirs" }],
    ["no page at all", { kind: "ping" }, { ...PAGE, tab: null }],
    ["a page that looks like ours", { kind: "status" }, { ...PAGE, url: "https://x.com/chrome-extension://ours/" }],
    ["an unknown kind", { kind: "toString" }, OPTIONS],
    ["no message", null, OPTIONS],
  ])("no answer to %s", async (_name, message, sender) => {
    await expect((await wake())(message, sender)).rejects.toThrow("not for us");
  });
});
