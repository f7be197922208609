/** Focus and caret stay the author's, and the site hears nothing of the ui. */
// @vitest-environment jsdom
import { describe, expect, it, vi } from "vitest";
import type { Phase } from "../../../extension/src/protocol/state";
import { LOOKS } from "../../../extension/src/ui/phases";
import { $, mount, openWithKeyboard, panel, press, scene, setTheScene, status, way } from "./scene";
import { inside, state } from "./stand-ins";

setTheScene();

describe("focus and caret", () => {
  it("stay in the scene.editor through every update and through a held gesture", () => {
    mount();
    scene.editor.focus();
    for (const phase of Object.keys(LOOKS) as Phase[]) {
      scene.view.update(state({ phase, verdict: null }));
      scene.view.held();
      expect(document.activeElement).toBe(scene.editor);
    }
  });

  it("stay there for the mouse as well", () => {
    mount();
    scene.view.update(state());
    scene.editor.focus();
    const down = new MouseEvent("mousedown", { bubbles: true, cancelable: true });
    status().dispatchEvent(down);
    status().dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 1 }));
    expect(down.defaultPrevented).toBe(true);
    expect(panel().hidden).toBe(false);
    expect(document.activeElement).toBe(scene.editor);
  });

  it("go into the panel from the keyboard, and Esc brings focus back to the status, the selection untouched", () => {
    mount();
    scene.view.update(state());
    const text = scene.editor.firstChild as Text;
    scene.editor.focus();
    getSelection()?.setBaseAndExtent(text, 2, text, 7);
    openWithKeyboard();
    expect(inside().activeElement).toBe(panel());
    press(panel(), "Escape");
    expect(panel().hidden).toBe(true);
    expect(inside().activeElement).toBe(status());
    const selection = getSelection();
    expect([selection?.anchorNode, selection?.anchorOffset, selection?.focusOffset]).toEqual([text, 2, 7]);
    expect(status().getAttribute("aria-expanded")).toBe("false");
  });

  it("come back to the scene.editor when the panel opened by itself and the author went into it", () => {
    mount();
    scene.view.update(state());
    scene.editor.focus();
    scene.view.held();
    $(".close").focus();
    press($(".close"), "Escape");
    expect(document.activeElement).toBe(scene.editor);
  });

  it("Esc closes the panel and not the site's dialog", () => {
    mount();
    const site = vi.fn();
    document.addEventListener("keydown", site);
    scene.view.update(state());
    scene.view.held();
    const first = press(scene.editor, "Escape");
    expect([first.defaultPrevented, site.mock.calls.length]).toEqual([true, 0]);
    const second = press(scene.editor, "Escape");
    expect([second.defaultPrevented, site.mock.calls.length]).toEqual([false, 1]);
    document.removeEventListener("keydown", site);
  });

  it("Esc that ends an input method's composition is not ours", () => {
    mount();
    scene.view.update(state());
    scene.view.held();
    expect(press(scene.editor, "Escape", { isComposing: true }).defaultPrevented).toBe(false);
    expect(panel().hidden).toBe(false);
  });

  it("Tab goes from the post scene.button to the status, and Shift+Tab back", () => {
    mount();
    scene.view.update(state());
    scene.button.focus();
    expect(press(scene.button, "Tab").defaultPrevented).toBe(true);
    expect(inside().activeElement).toBe(status());
    expect(press(status(), "Tab", { shiftKey: true }).defaultPrevented).toBe(true);
    expect(document.activeElement).toBe(scene.button);
  });

  it("Tab is the site's own while the status is hidden", () => {
    mount();
    scene.view.update(state({ phase: "empty", verdict: null }));
    scene.button.focus();
    expect(press(scene.button, "Tab").defaultPrevented).toBe(false);
  });
});

describe("what the site hears", () => {
  it("is nothing of what happens inside", () => {
    mount();
    scene.view.update(state({ phase: "review" }));
    openWithKeyboard();
    const heard = vi.fn();
    for (const type of ["keydown", "click", "input", "pointerdown"]) document.addEventListener(type, heard);
    press($("textarea"), "n");
    $("textarea").dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    way("ask").dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true }));
    expect(heard).not.toHaveBeenCalled();
    for (const type of ["keydown", "click", "input", "pointerdown"]) document.removeEventListener(type, heard);
  });

  it("stands inside the composer's dialog, so that a modal does not make it inert", () => {
    const dialog = document.createElement("div");
    dialog.setAttribute("role", "dialog");
    document.body.append(dialog);
    mount("en", dialog);
    expect(document.querySelector("[data-saring]")?.parentElement).toBe(dialog);
  });

  it("survives that the site takes the whole dialog away", () => {
    const dialog = document.createElement("div");
    dialog.setAttribute("role", "dialog");
    document.body.append(dialog);
    // As browsers do: showing what is not in the document throws.
    const showPopover = vi.fn(function (this: HTMLElement) {
      if (!this.isConnected) throw new Error("InvalidStateError");
    });
    Object.assign(HTMLElement.prototype, { showPopover });
    const matches = Element.prototype.matches;
    vi.spyOn(Element.prototype, "matches").mockImplementation(function (this: Element, css) {
      return css === ":popover-open" ? false : matches.call(this, css);
    });
    mount("en", dialog);
    dialog.remove();
    expect(() => scene.view.update(state())).not.toThrow();
    expect(showPopover).toHaveBeenCalled();
    delete (HTMLElement.prototype as { showPopover?: unknown }).showPopover;
  });

  it("comes back when the site throws it out", () => {
    mount();
    scene.view.update(state());
    document.querySelector("[data-saring]")?.remove();
    scene.view.update(state({ phase: "checking", verdict: null }));
    expect(document.querySelector("[data-saring]")).not.toBeNull();
  });
});
