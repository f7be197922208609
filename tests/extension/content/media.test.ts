/** Captured files and shown previews become one list; what can't be matched is kept. @vitest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MediaLedger, REFUSED_MS, REMOVAL_MS } from "../../../extension/src/content/media";
import type { Preview } from "../../../extension/src/content/previews";

const LIBRARIES = ["giphy.com"];
const fileOf = (name: string, content = name) => new File([content], name, { type: "image/png" });
const dataUrl = (content: string) => `data:image/png;base64,${btoa(content)}`;
const shown = (src: string, element: Element = document.createElement("img"), alt = ""): Preview => ({ element, src, part: 0, alt });

let now: number;
let ledger: MediaLedger;
let blobs: Record<string, string>;

/** Bytes and digests come from real promises; the ledger says when it has read one. */
async function allRead(): Promise<void> {
  await vi.waitFor(() => expect(ledger.list().every(({ ready }) => ready)).toBe(true));
}

const names = () => ledger.list().map(({ name, unreadable }) => name || unreadable || "preview");

function sync(...previews: Preview[]): void {
  ledger.sync(previews, LIBRARIES);
}

beforeEach(() => {
  now = 1000;
  blobs = {};
  ledger = new MediaLedger(() => undefined, () => now);
  vi.stubGlobal("fetch", async (src: string) => {
    if (!(src in blobs)) throw new TypeError("gone");
    return new Response(blobs[src]);
  });
});

afterEach(() => vi.unstubAllGlobals());

describe("MediaLedger", () => {
  it("keeps a file from the moment it is attached, before any preview", async () => {
    ledger.add([fileOf("a")], 0);
    expect(ledger.list()).toMatchObject([{ name: "a", ready: false }]);
    await allRead();
    expect(ledger.list()[0]!.sha256).toMatch(/^ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb$/);
    expect(ledger.unmatched).toBe(1);
  });

  it("takes a preview with the same bytes for the file, in the order shown", async () => {
    ledger.add([fileOf("a"), fileOf("b")], 0);
    const [one, two] = [shown("blob:2"), shown("blob:1")];
    Object.assign(blobs, { "blob:1": "a", "blob:2": "b" });
    sync(one, two);
    await allRead();
    sync(one, two);
    expect(names()).toEqual(["b", "a"]);
    expect(ledger.unmatched).toBe(0);
  });

  it("screens a re-encoded preview besides the file, and lets both go together", async () => {
    ledger.add([fileOf("a")], 0);
    const preview = shown(dataUrl("another"));
    sync(preview);
    await allRead();
    sync(preview);
    expect(names()).toEqual(["a", "preview"]);
    sync();
    now += REMOVAL_MS;
    sync();
    expect(names()).toEqual([]);
  });

  it("takes a server's preview for the attached file", async () => {
    ledger.add([fileOf("a")], 0);
    sync(shown("https://files.example/1.png"));
    await allRead();
    expect(names()).toEqual(["a"]);
  });

  it("keeps the file when its preview turns from blob: to the server's", async () => {
    ledger.add([fileOf("a")], 0);
    const element = document.createElement("img");
    blobs["blob:1"] = "a";
    sync(shown("blob:1", element));
    await allRead();
    sync(shown("https://files.example/1.png", element));
    now += REMOVAL_MS;
    sync(shown("https://files.example/1.png", element));
    expect(names()).toEqual(["a"]);
  });

  it.each([
    ["from a picture library", "https://media.giphy.com/x.gif"],
    ["from a library's subdomain", "https://i.giphy.com/x.gif"],
  ])("says of a picture %s that it can't be read, whatever was attached", async (_, src) => {
    ledger.add([fileOf("a")], 0);
    sync(shown(src));
    await allRead();
    expect(names().sort()).toEqual(["a", "remote"]);
  });

  it("says of a preview without a file that it can't be read", async () => {
    sync(shown("https://files.example/1.png"), shown("blob:gone"));
    await allRead();
    expect(names()).toEqual(["remote", "unreadable"]);
  });

  it("waits before it takes a picture for removed", async () => {
    ledger.add([fileOf("a")], 0);
    blobs["blob:1"] = "a";
    sync(shown("blob:1"));
    await allRead();
    sync();
    now += REMOVAL_MS - 1;
    sync();
    expect(names()).toEqual(["a"]);
    expect(ledger.settling).toBe(true);
    sync(shown("blob:1"));
    now += REMOVAL_MS;
    sync(shown("blob:1"));
    expect(names()).toEqual(["a"]);
    sync();
    now += REMOVAL_MS;
    sync();
    expect(names()).toEqual([]);
    expect(ledger.settling).toBe(false);
  });

  it("removes the picture that went, not another", async () => {
    ledger.add([fileOf("a"), fileOf("b"), fileOf("c")], 0);
    Object.assign(blobs, { "blob:a": "a", "blob:b": "b", "blob:c": "c" });
    const all = ["blob:a", "blob:b", "blob:c"].map((src) => shown(src));
    sync(...all);
    await allRead();
    sync(all[0]!, all[2]!);
    now += REMOVAL_MS;
    sync(all[0]!, all[2]!);
    expect(names()).toEqual(["a", "c"]);
  });

  it("sees a picture swapped in the same element", async () => {
    const element = document.createElement("img");
    ledger.add([fileOf("a")], 0);
    blobs["blob:a"] = "a";
    sync(shown("blob:a", element));
    await allRead();
    blobs["blob:b"] = "b";
    sync(shown("blob:b", element));
    await allRead();
    now += REMOVAL_MS;
    sync(shown("blob:b", element));
    expect(ledger.list().map(({ sha256 }) => sha256.slice(0, 4))).toEqual(["3e23"]);
  });

  it("keeps files that no preview ever shows", async () => {
    ledger.add([fileOf("a"), fileOf("b")], 0);
    blobs["blob:a"] = "a";
    sync(shown("blob:a"));
    await allRead();
    now += 60_000;
    sync(shown("blob:a"));
    expect(names()).toEqual(["a", "b"]);
    expect(ledger.unmatched).toBe(1);
  });

  it("follows a changed description", async () => {
    ledger.add([fileOf("a")], 0);
    blobs["blob:a"] = "a";
    sync(shown("blob:a"));
    await allRead();
    sync(shown("blob:a", document.createElement("img"), "a cat"));
    expect(ledger.list()).toMatchObject([{ alt: "a cat" }]);
  });

  it("reads no file over the limit", async () => {
    const big = fileOf("big");
    Object.defineProperty(big, "size", { value: 33 * 1024 * 1024 });
    ledger.add([big], 0);
    await allRead();
    expect(ledger.list()).toMatchObject([{ sha256: "", unreadable: "too_large" }]);
  });

  it("passes on to the composer that its page rebuilt", async () => {
    ledger.add([fileOf("a")], 0);
    await allRead();
    const next = new MediaLedger(() => undefined, () => now);
    next.adopt(ledger);
    expect(next.list()).toMatchObject([{ name: "a" }]);
    expect(next.bytes(ledger.list()[0]!.sha256)).toHaveLength(1);
  });
});

describe("a picture whose upload was held", () => {
  it("stays long enough for its reason to be read, then leaves when the author goes on", async () => {
    ledger.add([fileOf("a"), fileOf("b")], 0);
    await allRead();
    const [first, second] = ledger.list();
    ledger.sync([shown("https://files.example/b.png")], LIBRARIES);
    second!.src = "https://files.example/b.png";
    first!.src = "";
    for (const { sha256 } of ledger.list()) ledger.refuse(sha256);
    expect([ledger.dropRefused(), names()]).toEqual([REFUSED_MS, ["b", "a"]]);
    now += REFUSED_MS;
    expect([ledger.dropRefused(), names()]).toEqual([0, ["b"]]);
  });
});
