/** Every site file is well-formed and listed. @vitest-environment jsdom */
/// <reference types="vite/client" />
import { describe, expect, it } from "vitest";
import { builtinHosts, siteErrors, SITES, type Site } from "../../../extension/src/sites";

const files = import.meta.glob<unknown>("../../../extension/src/sites/*.json", { eager: true, import: "default" });

describe.each(Object.entries(files).map(([path, data]) => ({ id: path.replace(/^.*\/|\.json$/g, ""), data })))("$id", ({ id, data }) => {
  const site = data as Site;

  it("follows the schema", () => {
    expect(siteErrors(data, id)).toEqual([]);
  });

  it("is listed in sites/index.ts (add its import and its place in SITES, or run scripts/new_site.py)", () => {
    expect(SITES.map((one) => one.id)).toContain(id);
  });

  it("names its labels in both languages, without surrounding space", () => {
    for (const { labels } of [...site.buttons, ...site.kinds]) {
      for (const label of labels ? [...labels.en, ...labels.id] : []) expect(label).toBe(label.trim());
    }
  });

  it("says no date after today", () => {
    const today = new Date().toISOString().slice(0, 10);
    const dates = [...JSON.stringify(data).matchAll(/"seen":"(.*?)"/g)].map(([, date]) => date!);
    expect(dates.filter((date) => date > today)).toEqual([]);
  });
});

/** A site that may be spoiled in any way. */
interface Spoilable {
  [key: string]: unknown;
  editors: Record<string, unknown>[];
  buttons: Record<string, unknown>[];
  keys: Record<string, unknown>[];
  kinds: { labels: Record<string, unknown> }[];
  requests: Record<string, unknown>[];
}

describe("the schema", () => {
  const good = () => structuredClone(SITES.find(({ id }) => id === "x")!) as unknown as Spoilable;

  it.each<[string, (site: Spoilable) => void, string]>([
    ["an unknown key", (site) => { site["buton"] = []; }, "/buton: unknown key"],
    ["an unknown key in an entry", (site) => { site.buttons[0]!["labells"] = {}; }, "/buttons/0/labells: unknown key"],
    ["a missing part", (site) => { delete (site as Record<string, unknown>)["keys"]; }, "/keys: missing"],
    ["no editor", (site) => { site.editors = []; }, "/editors: at least 1 entry is needed"],
    ["a broken selector", (site) => { site.editors[0]!["selector"] = "[["; }, "/editors/0/selector: not a CSS selector"],
    ["an entry without a date", (site) => { delete site.editors[0]!["seen"]; }, "/editors/0/seen: missing"],
    ["a date in words", (site) => { site.editors[0]!["seen"] = "May"; }, "/editors/0/seen: a date (YYYY-MM or YYYY-MM-DD) is needed"],
    ["an unknown confidence", (site) => { site.editors[0]!["confidence"] = "D"; }, "/editors/0/confidence: one of A, B, C is needed"],
    ["a language without labels", (site) => { site.kinds[1]!.labels["id"] = []; }, "/kinds/1/labels/id: at least 1 entry is needed"],
    ["an unknown key name", (site) => { site.keys[0]!["key"] = "f5"; }, "/keys/0/key: one of ctrl-enter, alt-enter, enter is needed"],
    ["an address for a host", (site) => { site["hosts"] = ["https://x.com"]; }, "/hosts/0: a host, or host/path-prefix, is needed"],
    ["a pointer that is none", (site) => { site.requests[0]!["texts"] = ["variables.text"]; }, "/requests/0/texts/0: a JSON pointer is needed"],
    ["a broken path of a request", (site) => { site.requests[0]!["path"] = "("; }, "/requests/0/path: a regular expression is needed"],
    ["a request that reads", (site) => { site.requests[0]!["methods"] = ["GET"]; }, "/requests/0/methods/0: one of POST, PUT, PATCH is needed"],
    ["a refusal that is a success", (site) => { site.requests[0]!["refusal"] = { status: 200, body: "{}" }; }, "/requests/0/refusal/status: a number from 400 to 599 is needed"],
    ["another id", (site) => { site["id"] = "y"; }, "/id: must be the file's name, x"],
  ])("refuses %s", (_, spoil, error) => {
    const site = good();
    spoil(site);
    expect(siteErrors(site, "x")).toContain(error);
  });

  it.each([null, [], "x", 3])("refuses %j", (value) => {
    expect(siteErrors(value)).toEqual([": an object is needed"]);
  });
});

it("finds all the files", () => {
  expect(Object.keys(files)).toHaveLength(SITES.length);
});

it("maps each built-in host to one site", () => {
  const hosts = SITES.flatMap((site) => site.hosts);
  expect(new Set(hosts).size).toBe(hosts.length);
  expect(builtinHosts()["x.com"]).toBe("x");
});
