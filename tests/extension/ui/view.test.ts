/** One composer's ui: words for every phase, a panel with reasons and ways on. */
// @vitest-environment jsdom
import { describe, expect, it, vi } from "vitest";
import type { Phase } from "../../../extension/src/protocol/state";
import en from "../../../extension/src/ui/locales/en.json";
import type { Key } from "../../../extension/src/ui/locale";
import { LOOKS } from "../../../extension/src/ui/phases";
import { $, mount, openWithKeyboard, panel, press, scene, setTheScene, shown, spoken, status, way } from "./scene";
import { finding, inside, state, unchecked, verdict } from "./stand-ins";

setTheScene();

describe("the status", () => {
  it.each((Object.keys(LOOKS) as Phase[]).filter((phase) => phase !== "empty"))("%s has words", (phase) => {
    mount();
    scene.view.update(state({ phase, verdict: null }));
    expect(status().hidden).toBe(false);
    expect(status().textContent).toBe(en[`phase.${phase}` as Key]);
    expect(status().getAttribute("aria-label")).toContain(en[`phase.${phase}` as Key]);
    expect(status().querySelector("svg")?.getAttribute("aria-hidden")).toBe("true");
  });

  it("is hidden while there is nothing to post, and closes the panel with it", () => {
    mount();
    scene.view.update(state());
    scene.view.held();
    scene.view.update(state({ phase: "empty", verdict: null }));
    expect([status().hidden, panel().hidden]).toEqual([true, true]);
  });

  it("speaks Indonesian", () => {
    mount("id");
    scene.view.update(state());
    expect(status().textContent).toBe("Tidak bisa diposting");
    expect(document.querySelector("[data-saring]")?.getAttribute("lang")).toBe("id");
  });

  it("leaves the site's own elements as they are", () => {
    mount();
    const before = scene.button.parentElement?.outerHTML;
    scene.view.update(state());
    scene.view.held();
    expect(scene.button.parentElement?.outerHTML).toBe(before);
  });
});

describe("the panel", () => {
  it("says what, where, why, whose rule and what to do", () => {
    mount();
    scene.view.update(state());
    openWithKeyboard();
    for (const said of ["Claims of healing", "In the text", "It promises to heal.", "Legal", "Say what it does.", "House policy"]) {
      expect(panel().textContent).toContain(said);
    }
    expect(panel().getAttribute("role")).toBe("dialog");
    expect($(`#${panel().getAttribute("aria-labelledby")}`).textContent).toBe(en["title.blocked"]);
  });

  it("names what could not be checked", () => {
    mount();
    scene.view.update(state({ phase: "unchecked", verdict: verdict({ findings: [], unchecked: [unchecked()] }) }));
    openWithKeyboard();
    expect($(".unchecked").textContent).toBe("Attachment 2: Too large to checkMore than 40 megapixels.");
  });

  it("draws strange words as text", () => {
    mount();
    scene.view.update(state({ verdict: verdict({ findings: [finding({ title: "<img src=x onerror=1>" })] }), detail: "<b>" }));
    openWithKeyboard();
    expect(panel().querySelector("img, b")).toBeNull();
    expect(panel().textContent).toContain("<img src=x onerror=1>");
  });

  it.each([
    ["confirm", ["confirm"]], ["review", ["ask"]], ["blocked", ["recheck"]], ["unpaired", ["settings", "recheck"]], ["clear", []],
  ] as [Phase, string[]][])("%s offers %j, the likeliest first", (phase, ways) => {
    mount();
    scene.view.update(state({ phase, verdict: null }));
    openWithKeyboard();
    expect(shown()).toEqual(ways);
  });

  it("hands on what the author does", () => {
    mount();
    scene.view.update(state({ phase: "review" }));
    openWithKeyboard();
    $<HTMLTextAreaElement>("textarea").value = "  it is a quote ";
    way("ask").click();
    expect(scene.events.askApproval).toHaveBeenCalledWith("it is a quote");
    scene.view.update(state({ phase: "confirm" }));
    way("confirm").click();
    scene.view.update(state({ phase: "unpaired", verdict: null }));
    way("settings").click();
    way("recheck").click();
    expect([scene.events.confirm, scene.events.openOptions, scene.events.recheck].map((each) => each.mock.calls.length)).toEqual([1, 1, 1]);
  });

  it("keeps the note and its focus when a new verdict comes", () => {
    mount();
    scene.view.update(state({ phase: "review" }));
    openWithKeyboard();
    const note = $<HTMLTextAreaElement>("textarea");
    note.focus();
    note.value = "half a sen";
    scene.view.update(state({ phase: "review", verdict: verdict({ findings: [finding(), finding({ title: "Another" })] }) }));
    expect($<HTMLTextAreaElement>("textarea").value).toBe("half a sen");
    expect(inside().activeElement).toBe(note);
  });

  it("keeps the last findings while the newest change is read", () => {
    mount();
    scene.view.update(state());
    openWithKeyboard();
    scene.view.update(state({ phase: "checking", verdict: null }));
    expect(panel().textContent).toContain("Claims of healing");
    expect($(".body").getAttribute("aria-busy")).toBe("true");
    scene.view.update(state({ phase: "clear", verdict: verdict({ action: "allow", opens: true, needs: null, findings: [] }) }));
    expect(panel().textContent).not.toContain("Claims of healing");
  });

  it("is not redrawn by an answer that says the same", () => {
    mount();
    scene.view.update(state());
    openWithKeyboard();
    const item = $(".finding");
    scene.view.update(state({ verdict: verdict({ revision: 9, expires: 99, digest: "e" }) }));
    expect($(".finding")).toBe(item);
  });

  it("takes focus itself when what had it is gone", () => {
    mount();
    const range = document.createRange();
    range.selectNodeContents(scene.editor);
    scene.view.update(state({ marks: [{ kind: "ranges", ranges: [range], finding: 0, severity: "block" }] }));
    openWithKeyboard();
    $(".finding button").focus();
    scene.view.update(state({ verdict: verdict({ findings: [finding({ title: "Another" })] }) }));
    expect(inside().activeElement).toBe(panel());
  });

  it("blurs pictures until asked", () => {
    mount();
    scene.view.update(state({ pictures: [{ url: "blob:x", name: "a.png", part: 0, media: 0, boxes: [{ box: [0, 0, 5, 5], finding: 0, label: "Skin" }] }] }));
    openWithKeyboard();
    const frame = $(".frame"), toggle = $(".picture button"), image = $<HTMLImageElement>(".frame img");
    Object.defineProperties(image, { naturalWidth: { value: 10 }, naturalHeight: { value: 10 } });
    image.dispatchEvent(new Event("load"));
    expect(frame.hasAttribute("data-blurred")).toBe(true);
    expect($(".box").style.width).toBe("50%");
    expect($(".box").getAttribute("aria-label")).toBe("Found here: Skin");
    toggle.click();
    expect(frame.hasAttribute("data-blurred")).toBe(false);
    expect(toggle.textContent).toBe(en["picture.hide"]);
  });
});

describe("screen readers", () => {
  it("hear a settled phase with the number of points", () => {
    mount();
    scene.view.update(state());
    vi.advanceTimersByTime(2000);
    expect(spoken()).toBe("Saring: Can't be posted. 1 point to look at");
  });

  it("hear at once that a post was held", () => {
    mount();
    scene.view.update(state({ phase: "away", verdict: null }));
    scene.view.held();
    expect(spoken()).toContain("The post was held.");
    expect(spoken()).toContain(en["phase.away"]);
  });
});

it("dispose leaves nothing behind", () => {
  mount();
  scene.view.update(state());
  scene.view.held();
  scene.view.dispose();
  expect(document.querySelector("[data-saring]")).toBeNull();
  expect(press(scene.editor, "Escape").defaultPrevented).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});
