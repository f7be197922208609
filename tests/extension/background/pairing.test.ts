/** Pairing by the code that the person types. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { CLIENT, PAIRING, PairingDesk, refusal } from "./fake-companion";
import { OPTIONS, ordinary, scene, screening, setTheScene, wake } from "./scene";

setTheScene();

describe("pairing", () => {
  let desk: PairingDesk;
  beforeEach(() => {
    delete scene.browser.local.pairing;
    desk = new PairingDesk();
    scene.companion.answer = async (asked) => {
      const answer = await desk.answer(asked);
      scene.companion.secret = desk.secret || scene.companion.secret;
      return answer;
    };
  });

  it("pairs by the terminal's code, though the background dies while the person types", async () => {
    expect(await (await wake())({ kind: "pair.start" }, OPTIONS)).toMatchObject({ ok: true, state: "code-needed", triesLeft: 5 });
    const typed = `${desk.code.slice(0, 4)}-${desk.code.slice(4)}`.toLowerCase();
    expect(await (await wake())({ kind: "pair.code", code: typed }, OPTIONS)).toEqual({ ok: true, state: "paired", client: CLIENT });
    expect(desk.confirmed).toBe(true);
    expect(scene.browser.local.pairing).toEqual({ url: "http://127.0.0.1:7274", client: CLIENT, secret: desk.secret, protocol: 1 });
    expect(JSON.stringify(scene.browser.session)).not.toContain(desk.secret);
    scene.companion.answer = ordinary;
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
    expect(scene.companion.asked).toHaveLength(2);
    expect(scene.browser.local.pairing).toBeUndefined();
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
    scene.companion.answer = () => ({ body: { client: CLIENT }, signed: "wrong" });
    expect(await send({ kind: "pair.code", code: desk.code }, OPTIONS)).toMatchObject({ ok: false, code: "companion_unverified" });
    expect(scene.browser.local.pairing).toBeUndefined();
  });

  it.each([
    ["a key off the curve", { pairing: "p1", public_key: btoa("\x04" + "a".repeat(64)), nonce: "00".repeat(32) }],
    ["a short nonce", { pairing: "p1", public_key: btoa("\x04" + "a".repeat(64)), nonce: "00" }],
    ["nothing", {}],
  ])("stops at an offer of %s", async (_name, body) => {
    scene.companion.answer = () => ({ body });
    expect(await (await wake())({ kind: "pair.start" }, OPTIONS)).toMatchObject({ ok: false, code: "companion_unverified" });
    expect(scene.companion.asked).toHaveLength(1);
  });

  it("says when no window is open", async () => {
    scene.companion.answer = () => refusal(403, "pairing_closed");
    expect(await (await wake())({ kind: "pair.start" }, OPTIONS)).toMatchObject({ ok: false, code: "pairing_closed", message: expect.stringContaining("saring pair") });
  });

  it("can be given up and forgotten, but not where an administrator has paired", async () => {
    const send = await wake();
    await send({ kind: "pair.start" }, OPTIONS);
    expect(await send({ kind: "pair.cancel" }, OPTIONS)).toEqual({ ok: true, state: "idle" });
    scene.browser.local.pairing = PAIRING;
    expect(await send({ kind: "pair.forget" }, OPTIONS)).toEqual({ ok: true, state: "idle" });
    expect(scene.browser.local.pairing).toBeUndefined();
    scene.browser.managed = { pairing: PAIRING };
    for (const kind of ["pair.start", "pair.forget"]) expect(await send({ kind }, OPTIONS)).toMatchObject({ ok: false, code: "managed" });
  });
});
