/** The browser's odd corners behind plain functions. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { fakeBrowser, type FakeBrowser } from "../fake-browser";

let browser: FakeBrowser;
beforeEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
  browser = fakeBrowser();
});
const storage = () => import("../../../extension/src/platform/storage");
const hosts = () => import("../../../extension/src/platform/hosts");

describe("storage", () => {
  it("managed settings are empty where there is no policy", async () => {
    browser.managed = null;
    expect(await (await storage()).readManaged()).toEqual({});
  });

  it("loses no change of two that overlap, nor the next after one that fails", async () => {
    const { update, read } = await storage();
    const add = (name: string) => update("session", "list", (value) => [...((value as string[] | undefined) ?? []), name]);
    const failing = update("session", "list", () => { throw new Error("no"); });
    await Promise.all([add("a"), add("b"), expect(failing).rejects.toThrow("no"), add("c")]);
    expect(await read("session", "list")).toEqual(["a", "b", "c"]);
  });
});

describe("hosts", () => {
  it.each([
    ["forum.example", ["https://*.forum.example/*", "http://*.forum.example/*"]],
    ["Forum.example:8080/talk", ["https://*.forum.example/*", "http://*.forum.example/*"]],
    ["10.0.0.7", ["https://10.0.0.7/*", "http://10.0.0.7/*"]],
    ["localhost:3000", ["https://localhost/*", "http://localhost/*"]],
    ["*", []],
    ["<all_urls>", []],
    ["", []],
  ])("%j has the patterns %j", async (host, patterns) => expect((await hosts()).patternsFor(host)).toEqual(patterns));

  it("registers once, changes when the hosts change, and never what the manifest has", async () => {
    const { coverHosts } = await hosts();
    browser.manifestMatches = ["http://127.0.0.1/*", "https://*.x.com/*"];
    await coverHosts(["a.example", "127.0.0.1", "api.x.com"]);
    const matches = ["http://*.a.example/*", "http://*.api.x.com/*", "https://*.a.example/*", "https://127.0.0.1/*"];
    // The content script first: it must be listening when the page's hook hands over its line.
    expect(browser.registered).toMatchObject([{ matches, js: ["content.js"] }, { matches, js: ["page.js"], world: "MAIN" }]);
    const first = [...browser.registered];
    await coverHosts(["a.example", "127.0.0.1", "api.x.com"]);
    expect(browser.registered).toEqual(first);
    expect(browser.registered[0]).toBe(first[0]);
    await coverHosts(["notx.com"]);
    const others = ["http://*.notx.com/*", "https://*.notx.com/*"];
    expect(browser.registered.map((script) => script.matches)).toEqual([others, others]);
    await coverHosts([]);
    expect(browser.registered).toEqual([]);
  });

  it("calls that overlap leave the last one's hosts", async () => {
    const { coverHosts } = await hosts();
    await Promise.all([coverHosts(["a.example"]), coverHosts(["a.example"]), coverHosts(["b.example"])]);
    const last = ["http://*.b.example/*", "https://*.b.example/*"];
    expect(browser.registered.map(({ matches }) => matches)).toEqual([last, last]);
  });

  it("may cover a host by either scheme", async () => {
    browser.granted = ["http://*.a.example/*"];
    const { mayCover } = await hosts();
    expect([await mayCover("a.example"), await mayCover("b.example")]).toEqual([true, false]);
  });
});

describe("send", () => {
  const send = async (sendMessage: () => Promise<unknown>, alive = true) => {
    const api = (globalThis as unknown as { chrome: { runtime: Record<string, unknown> } }).chrome;
    Object.assign(api.runtime, { sendMessage, onMessage: { addListener: () => undefined }, id: alive ? "ours" : undefined });
    vi.stubGlobal("location", new URL("https://x.com/"));
    return (await import("../../../extension/src/platform/messages")).send({ kind: "ping" });
  };

  it.each<[string, () => Promise<unknown>, boolean, string]>([
    ["no answer", () => Promise.resolve(undefined), true, "no_answer"],
    ["what is no answer", () => Promise.resolve("yes"), true, "no_answer"],
    ["a background that died", () => Promise.reject(new Error("message channel closed")), true, "no_answer"],
    ["an updated extension", () => Promise.reject(new Error("Extension context invalidated.")), true, "extension_gone"],
    ["a removed extension", () => Promise.reject(new TypeError()), false, "extension_gone"],
  ])("%s", async (_name, answer, alive, code) => expect(await send(answer, alive)).toMatchObject({ ok: false, code }));

  it("gives the answer", async () => expect(await send(() => Promise.resolve({ ok: true }))).toEqual({ ok: true }));
});
