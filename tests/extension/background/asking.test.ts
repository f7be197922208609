/** What a background answers of itself: credentials, health, status, settings, and to whom. */
import { describe, expect, it, vi } from "vitest";
import { CLIENT, PAIRING, refusal, fakeCompanion, type Answer } from "./fake-companion";
import { HEALTH, OPTIONS, ordinary, PAGE, scene, screening, setTheScene, wake } from "./scene";
import type { Sender } from "../../../extension/src/platform/listen";

setTheScene();

describe("credentials", () => {
  const other = { ...PAIRING, client: "ffffffffffffffff" };
  const clientAsked = async () => ((await (await wake())({ kind: "status" }, OPTIONS)) as { pair: { client?: string }; pairing: string });

  it.each([
    ["managed before all", { managed: { pairing: PAIRING }, packaged: other, own: other }, "managed"],
    ["packaged before own", { managed: null, packaged: PAIRING, own: other }, "packaged"],
    ["own at last", { managed: {}, packaged: {}, own: PAIRING }, "own"],
  ])("%s", async (_name, { managed, packaged, own }, source) => {
    Object.assign(scene.browser, { managed });
    scene.browser.local.pairing = own;
    fakeCompanion(ordinary, packaged);
    expect(await clientAsked()).toMatchObject({ pairing: source, pair: { state: "paired", client: CLIENT } });
  });

  it.each([
    ["https://127.0.0.1:7274"], ["http://scene.companion.example"], ["http://127.0.0.1.evil.example"], ["http://a.localhost:1"],
    ["http://user@127.0.0.1"], ["ftp://127.0.0.1"], ["nothing"], ["http://10.0.0.1:7274"],
  ])("sends nothing to %s", async (url) => {
    scene.browser.managed = { pairing: { ...PAIRING, url } };
    expect(await (await wake())(screening("hello"))).toMatchObject({ ok: false, code: "not_loopback" });
    expect(scene.companion.asked).toHaveLength(0);
  });

  it.each([
    ["no pairing", undefined, "unpaired"],
    ["a short secret", { ...PAIRING, secret: "5a" }, "unpaired"],
    ["an odd client", { ...PAIRING, client: "../../" }, "unpaired"],
    ["another protocol", { ...PAIRING, protocol: 2 }, "version_mismatch"],
  ])("%s", async (_name, pairing, code) => {
    scene.browser.local.pairing = pairing;
    expect(await (await wake())(screening("hello"))).toMatchObject({ ok: false, code });
    expect(scene.companion.asked).toHaveLength(0);
  });

  it("are found when managed settings arrive late", async () => {
    delete scene.browser.local.pairing;
    const send = await wake();
    expect(await send(screening("hello"))).toMatchObject({ code: "unpaired" });
    scene.browser.managed = { pairing: PAIRING };
    expect(await send(screening("hello"))).toMatchObject({ ok: true });
  });
});

describe("ping", () => {
  it("asks the companion once for all who knock within the interval", async () => {
    const send = await wake();
    const replies = await Promise.all([send({ kind: "ping" }), send({ kind: "ping" }), send({ kind: "ping" })]);
    expect(replies).toEqual([1, 2, 3].map(() => ({ ok: true, version: "0.1.0", policy_version: "p-1" })));
    expect(scene.companion.asked).toHaveLength(1);
  });

  it("does not repeat a good answer from before a failure, and tells of the return after the interval", async () => {
    const send = await wake();
    await send({ kind: "ping" });
    scene.companion.answer = () => Promise.reject(new TypeError());
    await send(screening("hello"));
    expect(await send({ kind: "ping" })).toMatchObject({ ok: false, code: "companion_unreachable" });
    scene.companion.answer = ordinary;
    const now = Date.now();
    vi.spyOn(Date, "now").mockImplementation(() => now + 901);
    expect(await send({ kind: "ping" })).toMatchObject({ ok: true });
  });
});

describe("status", () => {
  it("tells of companion, policy, hosts and the tab's coverage", async () => {
    scene.browser.local.hosts = { "forum.example": "generic" };
    scene.browser.granted = ["http://127.0.0.1/*"];
    scene.browser.present = ["7/0"];
    const send = await wake();
    await send({ kind: "coverage", site: "x", composers: 2, missing: ["button"] });
    await send({ kind: "coverage", site: "x", composers: 1, missing: [] }, { ...PAGE, frame: 3 });
    expect(await send({ kind: "status", tab: 7 }, OPTIONS)).toEqual({
      ok: true, companion: "there", version: "0.1.0", policy: { id: "p", title: "Policy P", version: "p-1" }, unreachable: "locked",
      problems: [], tab: { covered: true, site: "x", composers: 2, missing: ["button"] },
      hosts: { "forum.example": "generic" }, fixedHosts: [], waitingHosts: ["forum.example"],
      locale: "en", localeSetting: "auto", localeFixed: false, managed: false, pairing: "own", pair: { state: "paired", client: CLIENT },
    });
    expect(scene.browser.badges).toContainEqual({ text: "?", tabId: 7 });
  });

  it.each([
    ["away", () => Promise.reject(new TypeError())],
    ["unverified", (): Answer => ({ body: HEALTH, signed: "wrong" })],
    ["version", (): Answer => refusal(426, "version_mismatch")],
    ["unpaired", (): Answer => refusal(403, "forbidden_origin")],
  ])("companion: %s", async (state, answer) => {
    scene.companion.answer = answer;
    expect(await (await wake())({ kind: "status" }, OPTIONS)).toMatchObject({ companion: state, policy: null, version: "", tab: null });
  });

  it("says so when the scene.browser keeps us from this computer", async () => {
    const reply = (await (await wake())({ kind: "status" }, OPTIONS)) as { problems: string[] };
    expect(reply.problems).toEqual([expect.stringContaining("127.0.0.1")]);
  });

  it("a page that has gone covers nothing", async () => {
    const send = await wake();
    await send({ kind: "coverage", site: "x", composers: 1, missing: [] });
    expect(await send({ kind: "status", tab: 7 }, OPTIONS)).toMatchObject({ tab: null });
  });
});

describe("settings", () => {
  it("gives built-in and added hosts and runs the content script on the added ones", async () => {
    const send = await wake();
    scene.browser.manifestMatches = ["https://*.mastodon.social/*"];
    const hosts = { "Forum.example:8080/talk": "generic", "de.mastodon.social": "mastodon" };
    expect(await send({ kind: "settings.set", hosts, locale: "id" }, OPTIONS)).toEqual({ ok: true });
    expect(await send({ kind: "settings" })).toMatchObject({ ok: true, locale: "id", paired: true, hosts: { "x.com": "x", "forum.example:8080/talk": "generic" } });
    const matches = ["http://*.de.mastodon.social/*", "http://*.forum.example/*", "https://*.forum.example/*"];
    expect(scene.browser.registered).toMatchObject([{ matches, js: ["content.js"] }, { matches, js: ["page.js"], world: "MAIN" }]);
    await send({ kind: "settings.set", hosts: {} }, OPTIONS);
    expect(scene.browser.registered).toEqual([]);
  });

  it("the administrator's hosts and language stand", async () => {
    scene.browser.managed = { hosts: { "intra.example": "generic", "bad host": "x" }, locale: "id" };
    scene.browser.local.locale = "en";
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
