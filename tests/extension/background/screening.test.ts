/** Screening through a background that may die in between, and whose answer is believed. */
import { describe, expect, it, vi } from "vitest";
import { refusal, type Answer } from "./fake-companion";
import { DIGEST, FINDING, HEALTH, ordinary, scene, screening, setTheScene, VERDICT, wake } from "./scene";

setTheScene();

describe("screen", () => {
  it("sends the draft well-formed and turns positions into UTF-16", async () => {
    scene.changes = { action: "block", opens: false, needs: "change", findings: [FINDING] };
    const reply = await (await wake())(screening("😀 ab\ud800"));
    expect(reply).toMatchObject({ ok: true, verdict: { action: "block", findings: [{ start: 3, end: 5 }] } });
    expect(JSON.parse(scene.companion.asked[0]?.body ?? "")).toMatchObject({ protocol: 1, revision: 1, locale: "en", draft: { parts: [{ text: "😀 ab\ufffd" }] } });
  });

  it("asks once for the same draft, across the background's death, and answers with the new revision", async () => {
    await (await wake())(screening("hello", 1));
    expect(await (await wake())(screening("hello", 5))).toMatchObject({ ok: true, verdict: { revision: 5, opens: true } });
    expect(scene.companion.asked).toHaveLength(1);
  });

  it.each([
    ["one that runs out soon", { expires: Date.now() + 20_000 }],
    ["one that waits for an approval", { action: "review", opens: false, needs: "approval" }],
    ["one with something unchecked", { action: "block", opens: false, needs: "change", unchecked: [{ reason: "busy", what: "text", part: 0, media: null, explanation: "", action: "block" }] }],
  ])("asks again instead of repeating %s", async (_name, given) => {
    scene.changes = given;
    const send = await wake();
    await send(screening("hello"));
    await send(screening("hello"));
    expect(scene.companion.asked).toHaveLength(2);
  });

  it("asks again once the companion speaks of another policy", async () => {
    const send = await wake();
    await send(screening("hello"));
    scene.companion.answer = (asked) => (asked.target === "/v1/health" ? { body: { ...HEALTH, policy_version: "p-2" } } : ordinary(asked));
    await send({ kind: "ping" });
    await send(screening("hello"));
    expect(scene.companion.asked.filter(({ target }) => target === "/v1/screenings")).toHaveLength(2);
  });

  it("names the media whose bytes are missing, and sends them", async () => {
    const [one, two] = ["a1".repeat(32), "b2".repeat(32)];
    scene.companion.answer = (asked) => (asked.method === "PUT" ? { body: { sha256: one, size: 3 } } : refusal(409, "media_missing", `${one} ${two}`));
    const send = await wake();
    expect(await send(screening("hello"))).toEqual({ ok: true, missing: [one, two] });
    expect(await send({ kind: "media", sha256: one, base64: btoa("abc") })).toEqual({ ok: true });
    expect(scene.companion.asked[1]).toEqual({ method: "PUT", target: `/v1/media/${one}`, body: "abc" });
  });

  it.each([
    ["no SHA-256", { kind: "media", sha256: "../health", base64: "" }],
    ["no base64", { kind: "media", sha256: "a1".repeat(32), base64: "*" }],
    ["no draft", { kind: "screen", digest: DIGEST, revision: 1, draft: null }],
    ["a text that is none", { ...screening(""), draft: { site: "x", account: "", kind: "post", parts: [{ text: 5, media: [] }] } }],
  ])("refuses %s without asking the companion", async (_name, message) => {
    expect(await (await wake())(message)).toMatchObject({ ok: false, code: "bad_request" });
    expect(scene.companion.asked).toHaveLength(0);
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
    scene.companion.answer = answer;
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
