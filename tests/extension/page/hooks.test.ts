/** The hooks themselves: what is held, what is not so much as touched, and how a refusal looks. @vitest-environment jsdom */
import { beforeEach, describe, expect, it, vi, type Mock } from "vitest";
import { install } from "../../../extension/src/page/install";
import type { Line, Rule } from "../../../extension/src/page/line";

const RULE: Rule = { purpose: "publish", kind: "post", methods: ["POST"], path: "/publish$", pattern: /\/publish$/u, body: "json", texts: ["/text"] };
const BODY = JSON.stringify({ text: "a post" });
const LINE = "a line that is being written";

/** Node's own, whose `Request` knows signals of Node alone. */
class Xhr extends EventTarget {
  readonly upload = new EventTarget();
  sent: unknown[] = [];
  status = 0;
  aborted = 0;
  get readyState(): number { return 1; }
  open(_method: string, _url: string): void { this.sent = []; }
  send(_body?: unknown): void { this.sent.push(_body); }
  setRequestHeader(_name: string, _value: string): void { this.status = 0; }
  abort(): void { this.aborted += 1; }
}

interface FakeScope {
  fetch(...args: unknown[]): Promise<Response>;
  XMLHttpRequest: typeof Xhr;
  Navigator: { prototype: { sendBeacon(url: string, body?: unknown): boolean } };
}

let scope: FakeScope;
let network: Mock<(...args: unknown[]) => Promise<Response>>;
let beacons: unknown[];
let answer: (opens: boolean) => void;
let asked: unknown[];
let held: boolean[];
let line: { rules: Rule[] | null | undefined; watched: string[] };

beforeEach(() => {
  asked = [];
  held = [];
  beacons = [];
  network = vi.fn(async () => new Response("sent"));
  line = {
    rules: [RULE], watched: [],
    ask: (question: unknown) => { asked.push(question); return new Promise<boolean>((resolve) => { answer = resolve; }); },
    held: (known: boolean) => held.push(known),
    whenCovered: async () => undefined,
  } as never;
  scope = {
    fetch: function fetch(input: unknown, init: unknown) { return network(input, init); },
    Request,
    XMLHttpRequest: class extends Xhr {},
    Navigator: { prototype: { sendBeacon: (url: string, body?: unknown) => { beacons.push([url, body]); return true; } } },
    HTMLFormElement: { prototype: {} },
    Function: { prototype: { toString() { return "native"; } } },
  } as never;
  for (const name of ["open", "send", "setRequestHeader", "abort"] as const) {
    Object.defineProperty(scope.XMLHttpRequest.prototype, name, { configurable: true, writable: true, value: Xhr.prototype[name] });
  }
  install(scope as never, line as unknown as Line);
});

const url = (path: string) => `http://localhost${path}`;
const post = (path: string, body: unknown, more: object = {}) => scope.fetch(url(path), { method: "POST", body, ...more });

describe("fetch", () => {
  it.each<[string, string, object | undefined]>([
    ["a GET", "/publish", undefined],
    ["another method", "/publish", { method: "DELETE", body: BODY }],
    ["another address", "/poll", { method: "POST", body: BODY }],
    ["a stream to another address", "/poll", { method: "POST", body: new ReadableStream(), duplex: "half" }],
    ["no body", "/publish", { method: "POST" }],
    ["no words", "/publish", { method: "POST", body: "{\"like\": 1}" }],
  ])("hands on %s with its very arguments, at once", (_, path, init) => {
    const returned = scope.fetch(path, init);
    expect(network.mock.calls[0]?.[0]).toBe(path);
    expect(network.mock.calls[0]?.[1]).toBe(init);
    expect(returned).toBe(network.mock.results[0]?.value);
    expect(asked).toEqual([]);
  });

  it("holds a publish request until the answer, and sends it once and unchanged", async () => {
    const sent = post("/publish", BODY, { headers: { "X-Site": "1" } });
    await vi.waitFor(() => expect(asked).toEqual([{ known: true, kind: "post", texts: ["a post"], media: [] }]));
    expect(network).not.toHaveBeenCalled();
    answer(true);
    expect(await (await sent).text()).toBe("sent");
    expect(network).toHaveBeenCalledTimes(1);
    const request = network.mock.calls[0]![0] as Request;
    expect([request.method, request.url, request.headers.get("x-site"), await request.text()]).toEqual(["POST", url("/publish"), "1", BODY]);
  });

  it("sends what it asked about, whatever the page does to the body meanwhile", async () => {
    const bytes = new TextEncoder().encode(BODY);
    const sent = post("/publish", bytes);
    bytes.fill(120);
    await vi.waitFor(() => expect(asked).toMatchObject([{ texts: ["a post"] }]));
    answer(true);
    await sent;
    expect(await (network.mock.calls[0]![0] as Request).text()).toBe(BODY);
  });

  it("fails like a network when it is refused", async () => {
    const sent = post("/publish", BODY);
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    answer(false);
    await expect(sent).rejects.toThrow(TypeError);
    expect(network).not.toHaveBeenCalled();
  });

  it("answers as the site would where its data say so", async () => {
    line.rules = [{ ...RULE, refusal: { status: 403, body: "{\"error\":\"held\"}" } }];
    const sent = post("/publish", BODY);
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    answer(false);
    const response = await sent;
    expect([response.status, await response.json()]).toEqual([403, { error: "held" }]);
  });

  it("refuses a stream to a publish address, which it can't read", async () => {
    await expect(post("/publish", new ReadableStream(), { duplex: "half" })).rejects.toThrow(TypeError);
    expect([held, network.mock.calls]).toEqual([[true], []]);
  });

  it("knows an unknown request by the line that is being written", async () => {
    line.watched = [LINE];
    void post("/unheard-of", JSON.stringify({ a: `He said ${LINE}` }));
    await vi.waitFor(() => expect(asked).toMatchObject([{ known: false, texts: [`He said ${LINE}`] }]));
    expect(network).not.toHaveBeenCalled();
  });

  it("leaves a page alone that is not covered", () => {
    line.rules = null;
    void post("/publish", BODY);
    expect(network).toHaveBeenCalledTimes(1);
  });

  it("rejects as the browser does when it can't be asked for", () => {
    void scope.fetch("http://[", { method: "POST", body: BODY });
    expect(network).toHaveBeenCalledTimes(1);
  });

  it("looks like the original", () => {
    const { toString } = (scope as unknown as { Function: { prototype: { toString(): string } } }).Function.prototype;
    expect([scope.fetch.name, scope.fetch.length, toString.call(scope.fetch)]).toEqual(["fetch", 2, "native"]);
    expect(Object.getOwnPropertyDescriptor(scope, "fetch")).toMatchObject({ writable: true, enumerable: true, configurable: true });
  });
});

describe("XMLHttpRequest", () => {
  const open = (path = "/publish", isAsync = true) => {
    const xhr = new scope.XMLHttpRequest();
    const seen: string[] = [];
    for (const type of ["readystatechange", "error", "abort", "loadend"]) xhr.addEventListener(type, () => seen.push(`${type} ${xhr.readyState}`));
    xhr.upload.addEventListener("error", () => seen.push("upload error"));
    (xhr.open as (...args: unknown[]) => void)("POST", url(path), isAsync);
    return { xhr, seen };
  };

  it("waits, and sends once", async () => {
    const { xhr, seen } = open();
    xhr.send(BODY);
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    expect(xhr.sent).toEqual([]);
    answer(true);
    await vi.waitFor(() => expect(xhr.sent).toEqual([BODY]));
    expect(seen).toEqual([]);
  });

  it("fails in the order of a failed network, and can be used again", async () => {
    const { xhr, seen } = open();
    xhr.send(BODY);
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    answer(false);
    await vi.waitFor(() => expect(seen).toEqual(["readystatechange 4", "upload error", "error 4", "loadend 4"]));
    expect(xhr.sent).toEqual([]);
    xhr.open("POST", url("/other"));
    expect(xhr.readyState).toBe(1);
    xhr.send(BODY);
    expect(xhr.sent).toEqual([BODY]);
  });

  it("refuses a second send and another header while it is held", () => {
    const { xhr } = open();
    xhr.send(BODY);
    expect(() => xhr.send(BODY)).toThrow(/OPENED/);
    expect(() => xhr.setRequestHeader("a", "b")).toThrow(/OPENED/);
  });

  it("is taken back by abort, and by open", async () => {
    const { xhr, seen } = open();
    xhr.send(BODY);
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    xhr.abort();
    expect([seen, xhr.readyState]).toEqual([["readystatechange 4", "abort 4", "loadend 4"], 0]);
    answer(true);
    xhr.open("POST", url("/publish"));
    xhr.send(BODY);
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    xhr.open("POST", url("/publish"));
    answer(true);
    await new Promise((resolve) => setTimeout(resolve));
    expect(xhr.sent).toEqual([]);
  });

  it("fails at once when it is synchronous", () => {
    const { xhr } = open("/publish", false);
    expect(() => xhr.send(BODY)).toThrow(expect.objectContaining({ name: "NetworkError" }) as Error);
    expect([xhr.sent, held]).toEqual([[], [true]]);
  });

  it.each(["/poll", "/publish/1"])("sends to %s at once", (path) => {
    const { xhr } = open(path);
    xhr.send(BODY);
    expect(xhr.sent).toEqual([BODY]);
  });
});

describe("sendBeacon", () => {
  const beacon = (path: string, body?: unknown) => scope.Navigator.prototype.sendBeacon(url(path), body);

  it("is refused with a post in it", () => expect([beacon("/publish", BODY), beacons, held]).toEqual([false, [], [true]]));
  it("is sent with anything else", () => expect([beacon("/ping", "x"), beacon("/publish"), beacons.length]).toEqual([true, true, 2]));

  it("reads a blob first, and sends it only if it carries nothing", async () => {
    line.watched = [LINE];
    expect([beacon("/ping", new Blob(["nothing of it"])), beacon("/ping", new Blob([LINE]))]).toEqual([true, true]);
    await vi.waitFor(() => expect([beacons.length, asked.length]).toEqual([1, 1]));
    answer(false);
    await new Promise((resolve) => setTimeout(resolve));
    expect(beacons).toHaveLength(1);
  });
});
