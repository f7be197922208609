/// <reference types="vite/client" />
/** The extension's imports run downward only, and one folder alone names the browser. */
import { describe, expect, it } from "vitest";

/** What a folder may import from, besides itself. */
const MAY_IMPORT: Record<string, string[]> = {
  protocol: [],
  platform: ["protocol"],
  editors: ["platform", "protocol"],
  sites: ["editors", "platform", "protocol"],
  ui: ["editors", "platform", "protocol"],
  background: ["sites", "ui", "editors", "platform", "protocol"],
  content: ["sites", "ui", "editors", "platform", "protocol"],
  popup: ["sites", "ui", "editors", "platform", "protocol"],
  options: ["sites", "ui", "editors", "platform", "protocol"],
  page: ["protocol"],
};

const sources = import.meta.glob<string>("../../extension/src/**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true });
const files = Object.entries(sources).map(([path, text]) => ({ path: path.replace("../../extension/src/", ""), text }));
const folderOf = (path: string) => path.split("/")[0] ?? "";

/** The folders below src/ that a file imports from. */
function importsOf(path: string, text: string): string[] {
  const found = text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g);
  return [...found].map(([, target]) => folderOf(new URL(target ?? "", `file:///${path}`).pathname.slice(1)));
}

describe("imports", () => {
  it("finds what it is to look at", () => {
    expect(files.length).toBeGreaterThan(40);
    expect(importsOf("content/dom.ts", 'import { a } from "../ui/x";\nimport "./b";\nawait import("../page/c");')).toEqual(["ui", "content", "page"]);
  });

  it.each(files.map(({ path }) => path))("%s", (path) => {
    const folder = folderOf(path);
    const allowed = [folder, ...(MAY_IMPORT[folder] ?? [])];
    expect(Object.keys(MAY_IMPORT)).toContain(folder);
    expect(importsOf(path, sources[`../../extension/src/${path}`] ?? "").filter((target) => !allowed.includes(target))).toEqual([]);
  });
});

describe("the browser's API", () => {
  const naming = files.filter(({ path, text }) => folderOf(path) !== "platform" && /\b(chrome|browser)\.[a-z]/.test(code(text)));
  it("is named in platform/ alone", () => expect(naming.map(({ path }) => path)).toEqual([]));
});

describe("requests", () => {
  it("are made by background/companion alone; the packaged handover and a preview are no requests", () => {
    const asking = files.filter(({ text }) => /\bfetch\(|XMLHttpRequest|sendBeacon|WebSocket\(/.test(code(text))).map(({ path }) => path);
    expect(asking.filter((path) => folderOf(path) === "background").sort()).toEqual(["background/companion.ts", "background/credentials.ts"]);
    expect(asking.filter((path) => /^(protocol|platform|editors|sites|ui|popup|options)\//.test(path))).toEqual([]);
  });
});

/** Without comments and strings. */
function code(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*|"[^"\n]*"|`[^`]*`/g, "");
}
