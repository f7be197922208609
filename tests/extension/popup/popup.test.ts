/** The popup answers three questions in every state, in the person's language. */
// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Popup } from "../../../extension/src/popup/popup";
import { companionRow, pageRow, policyRow } from "../../../extension/src/popup/rows";
import type { CompanionState, Request, StatusReply } from "../../../extension/src/protocol/messages";

export function status(over: Partial<StatusReply> = {}): StatusReply {
  return {
    ok: true, companion: "there", version: "1.2.3", policy: { id: "p", title: "House policy", version: "p-7" }, unreachable: "locked",
    problems: [], tab: { covered: true, site: "mastodon", composers: 2, missing: [] }, hosts: {}, fixedHosts: [], waitingHosts: [], locale: "en",
    localeSetting: "auto", localeFixed: false, managed: false, pairing: "own", pair: { state: "paired", client: "c" }, ...over,
  };
}

describe("rows", () => {
  it.each([
    ["there", "Running, version 1.2.3", ""], ["away", "Not running", "saring serve"], ["unverified", "Could not prove who it is", "IT"],
    ["unpaired", "Not paired with this browser", "settings"], ["version", "Version does not match", "Update"],
  ] as [CompanionState, string, string][])("companion %s: %s, and what to do", (companion, said, advice) => {
    const row = companionRow(status({ companion }), "en");
    expect(row.state).toBe(said);
    expect(row.more).toContain(advice);
  });

  it("repeats what the companion says is wrong with it", () =>
    expect(companionRow(status({ problems: ["No picture model."] }), "en")).toMatchObject({ tone: "ask", items: ["No picture model."] }));

  it("says so when the extension itself does not answer", () =>
    expect(companionRow(null, "en").state).toBe("No answer from the extension"));

  it.each([
    [{ covered: true, site: "mastodon", composers: 2, missing: [] }, "Covered as Mastodon", "good"],
    [{ covered: true, site: "mastodon", composers: 1, missing: ["button"] }, "Covered as Mastodon, but not fully", "ask"],
    [{ covered: false, site: "", composers: 0, missing: [] }, "Not covered", "quiet"],
    [null, "Not covered", "quiet"],
  ] as const)("page %j: %s", (tab, said, tone) =>
    expect(pageRow(status({ tab: tab && { ...tab, missing: [...tab.missing] } }), "en")).toMatchObject({ state: said, tone }));

  it.each([
    [["button"], "the publish button"], [["button", "preview"], "the publish button, the file behind a picture"], [["new-thing"], "new-thing"],
  ])("names what is missing: %j", (missing, said) =>
    expect(pageRow(status({ tab: { covered: true, site: "x", composers: 1, missing } }), "en").more).toContain(said));

  it("names the policy and its version", () =>
    expect(policyRow(status(), "en")).toMatchObject({ state: "House policy", more: "Version p-7" }));
});

describe("the popup", () => {
  let main: HTMLElement;
  let asked: Request[];
  let answer: StatusReply | { ok: false; code: string; message: string };
  beforeEach(() => {
    main = document.createElement("main");
    document.body.replaceChildren(main);
    asked = [];
    answer = status();
  });
  const tools = () => ({
    send: (async (request: Request) => { asked.push(request); return request.kind === "status" ? answer : { ok: true }; }) as never,
    activeTab: async () => 7, openOptions: vi.fn(async () => undefined), languages: ["id"],
  });

  it("asks about the tab in front", async () => {
    await new Popup(main, tools()).start();
    expect(asked).toEqual([{ kind: "status", tab: 7 }]);
    expect([...main.querySelectorAll(".state")].map((each) => each.textContent)).toEqual(["Running, version 1.2.3", "Covered as Mastodon", "House policy"]);
  });

  it("changes the language for good and redraws in it", async () => {
    await new Popup(main, tools()).start();
    const select = main.querySelector("select") as HTMLSelectElement;
    select.value = "id";
    answer = status({ locale: "id", localeSetting: "id" });
    select.dispatchEvent(new Event("change"));
    await vi.waitFor(() => expect(main.querySelector(".state")?.textContent).toBe("Berjalan, versi 1.2.3"));
    expect(asked[1]).toEqual({ kind: "settings.set", locale: "id" });
    expect(document.documentElement.lang).toBe("id");
  });

  it("has words when nobody answers, in the browser's language", async () => {
    answer = { ok: false, code: "no_answer", message: "" };
    await new Popup(main, tools()).start();
    expect(main.querySelector(".state")?.textContent).toBe("Ekstensi tidak menjawab");
    expect(main.querySelector("select")).toBeNull();
  });

  it("opens the settings", async () => {
    const own = tools();
    await new Popup(main, own).start();
    main.querySelector<HTMLElement>("#settings")?.click();
    expect(own.openOptions).toHaveBeenCalledOnce();
  });
});
