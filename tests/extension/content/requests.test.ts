/** The bridge: whose line it takes, what it says to look for, and that only a verdict lets a request go. @vitest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { App } from "../../../extension/src/content/app";
import { readHook } from "../../../extension/src/content/requests-read";
import type { HookHears, HookSays } from "../../../extension/src/protocol/requests";
import { HANDOVER } from "../../../extension/src/protocol/requests";
import { Background, HELD, MASTODON_PAGE, verdictFor, WARNED, write } from "./pages";

let app: App;
let background: Background;
let heard: HookHears[];
let port: MessagePort;
let channels: MessageChannel[];
const held: string[] = [];
const details: string[] = [];

function handOver(handed: MessagePort, source: Window | null = window): void {
  window.dispatchEvent(new MessageEvent("message", { data: HANDOVER, source, ports: [handed as never] }));
}

function channel(): MessageChannel {
  const made = new MessageChannel();
  channels.push(made);
  return made;
}

beforeEach(() => {
  heard = [];
  channels = [];
  held.length = details.length = 0;
  document.body.innerHTML = MASTODON_PAGE;
  document.head.innerHTML = "<script id=\"initial-state\" type=\"application/json\">{}</script>";
  background = new Background();
  background.hosts = { localhost: "mastodon" };
  const mountView = () => ({
    update: ({ detail }: { detail: string }) => void details.push(detail), held: () => void held.push("held"), dispose: () => undefined,
  });
  app = new App({ send: background.send, mountView: mountView as never });
  app.start();
  const { port1, port2 } = channel();
  port = port1;
  port.onmessage = ({ data }) => heard.push(JSON.parse(data as string) as HookHears);
  handOver(port2);
});

afterEach(() => {
  app.stop();
  for (const { port1, port2 } of channels) [port1, port2].forEach((end) => end.close());
});

let last = 0;
async function ask(texts: string[], more: Partial<Extract<HookSays, { say: "ask" }>> = {}): Promise<boolean> {
  const id = (last += 1);
  port.postMessage(JSON.stringify({ say: "ask", id, known: true, kind: "post", texts, media: [], ...more }));
  const found = () => heard.find((said): said is Extract<HookHears, { hear: "answer" }> => said.hear === "answer" && said.id === id);
  await vi.waitFor(() => expect(found()).toBeDefined(), { timeout: 5000 });
  return found()!.opens;
}

const editor = () => document.querySelector("textarea")!;
const phaseOf = () => [...app.sessions()][0]?.loop.state.phase;
const reach = (phase: string) => vi.waitFor(() => expect(phaseOf()).toBe(phase), { timeout: 5000 });

describe("the line", () => {
  it("is the first that comes, is seen by nobody else, and carries the site's rules", async () => {
    const seen = vi.fn();
    window.addEventListener("message", seen);
    const second = channel();
    handOver(second.port2);
    second.port1.onmessage = seen;
    await vi.waitFor(() => expect(heard[0]).toMatchObject({ hear: "cover" }));
    expect(JSON.stringify(heard[0])).toContain("/api/v1/statuses");
    expect(seen).toHaveBeenCalledTimes(1);
    window.removeEventListener("message", seen);
  });

  it("carries the lines that are being written, and for a while those that were", async () => {
    const watched = () => heard.flatMap((said) => (said.hear === "watch" ? [said.lines] : [])).at(-1);
    write(editor(), "Good morning to all\nshort");
    await vi.waitFor(() => expect(watched()).toEqual(["Good morning to all"]));
    write(editor(), "");
    await reach("empty");
    expect(watched()).toEqual(["Good morning to all"]);
  });
});

describe("a request", () => {
  it("goes when a screening of its own opens", async () => {
    expect(await ask(["harmless"])).toBe(true);
    expect(background.of("screen").at(-1)?.draft).toEqual({ site: "mastodon", account: "", kind: "post", parts: [{ text: "harmless", media: [] }] });
  });

  it.each([HELD, WARNED, `fine ${HELD}`])("with %j is held", async (text) => expect(await ask([text])).toBe(false));
  it("is held if one of its texts is", async () => expect(await ask(["fine", HELD])).toBe(false));

  it("goes without a screening if it carries the very draft that was cleared", async () => {
    write(editor(), "Good morning \n");
    await reach("clear");
    const before = background.of("screen").length;
    expect(await ask(["Good\u00a0morning"])).toBe(true);
    expect(background.of("screen")).toHaveLength(before);
  });

  it("goes once the author confirmed that draft, and no other", async () => {
    write(editor(), `a ${WARNED} of tea`);
    await reach("confirm");
    expect(await ask([`a ${WARNED} of tea`])).toBe(false);
    [...app.sessions()][0]!.loop.confirm();
    expect(await ask([`a ${WARNED} of tea`])).toBe(true);
    expect(await ask([`another ${WARNED} of tea`])).toBe(false);
  });

  it("goes after the page emptied the box, if a gesture let the draft through", async () => {
    write(editor(), `a ${WARNED} of tea`);
    await reach("confirm");
    [...app.sessions()][0]!.loop.confirm();
    [...app.sessions()][0]!.published();
    write(editor(), "");
    await reach("empty");
    expect(await ask([`a ${WARNED} of tea`])).toBe(true);
  });

  it("is held when an uncleared box was emptied behind our back", async () => {
    write(editor(), HELD);
    await reach("blocked");
    editor().value = "";
    expect(await ask([HELD])).toBe(false);
  });

  it.each<[string, Background["screen"]]>([
    ["no companion", () => ({ ok: false, code: "companion_unreachable", message: "Not there" })],
    ["a verdict about another draft", (request) => ({ ok: true, verdict: verdictFor(request, { digest: "0".repeat(64) }) })],
    ["a verdict that is over", (request) => ({ ok: true, verdict: verdictFor(request, { expires: Date.now() - 1 }) })],
    ["an error in the background", () => Promise.reject(new Error("x"))],
  ])("is held with %s", async (_, screen) => {
    background.screen = screen;
    expect(await ask(["harmless"])).toBe(false);
  });

  it("goes after a background that was stopped in between", async () => {
    const answers: ReturnType<Background["screen"]>[] = [{ ok: false, code: "no_answer", message: "" }];
    background.screen = (request) => answers.pop() ?? { ok: true, verdict: verdictFor(request) };
    expect(await ask(["harmless"])).toBe(true);
  });

  it("is explained to the author, and reported as a gap once if no rule describes it", async () => {
    write(editor(), `hot ${HELD} here`);
    await reach("blocked");
    await ask([`hot ${HELD} here`], { known: false });
    await ask([`hot ${HELD} here`], { known: false });
    expect(held).not.toEqual([]);
    expect(details.at(-1)).toMatch(/held/);
    expect(background.of("coverage").filter(({ missing }) => missing.includes("request"))).toHaveLength(1);
  });
});

describe("a picture", () => {
  const medium = (content: string) => ({ name: "a.png", type: "image/png", size: content.length, base64: btoa(content) });

  it("is sent if it is missing, and judged", async () => {
    background.screen = (request) => (background.of("media").length > 0
      ? { ok: true, verdict: verdictFor(request) } : { ok: true, missing: [request.draft.parts[0]!.media[0]!.sha256] });
    expect(await ask([], { media: [medium("picture")] })).toBe(true);
    expect(background.of("media")).toMatchObject([{ base64: btoa("picture") }]);
  });

  it("goes as a part of the draft that was cleared, whole or in pieces", async () => {
    [...app.sessions()][0]!.attach([new File(["picture of a hill"], "a.png", { type: "image/png" })], 0);
    await reach("clear");
    background.screen = () => ({ ok: false, code: "busy", message: "" });
    expect(await ask([], { media: [medium("picture of a hill")] })).toBe(true);
    expect(await ask([], { media: [medium("of a hill")] })).toBe(true);
    expect(await ask([], { media: [medium("of a hull")] })).toBe(false);
  });

  it("that is too large to be screened is named so", async () => {
    expect(await ask([], { media: [{ name: "a.png", type: "image/png", size: 99_000_000, base64: "" }] })).toBe(true);
    expect(background.of("screen").at(-1)?.draft.parts[0]?.media[0]).toMatchObject({ sha256: "", unreadable: "too_large" });
  });
});

describe("what the page's world says", () => {
  const good = { say: "ask", id: 1, known: true, kind: "post", texts: ["a"], media: [] };
  it("is read if it has the exact shape", () => expect(readHook(JSON.stringify(good))).toEqual(good));
  it.each<[string, unknown]>([
    ["no string", good], ["no JSON", "{"], ["a list", "[]"], ["null", "null"], ["another word", JSON.stringify({ ...good, say: "answer" })],
    ["no number", JSON.stringify({ ...good, id: "1" })], ["another kind", JSON.stringify({ ...good, kind: "x" })],
    ["texts that are none", JSON.stringify({ ...good, texts: [1] })], ["nothing to ask about", JSON.stringify({ ...good, texts: [] })],
    ["media that are none", JSON.stringify({ ...good, media: [{ name: "a" }] })], ["no word on whether it is known", JSON.stringify({ ...good, known: 1 })],
  ])("is nothing with %s", (_, data) => expect(readHook(data)).toBeNull());
});
