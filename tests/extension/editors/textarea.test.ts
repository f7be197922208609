/** Form controls. @vitest-environment jsdom */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { engineOf } from "../../../extension/src/editors";
import { textarea } from "../../../extension/src/editors/textarea";

function control(html: string): HTMLTextAreaElement | HTMLInputElement {
  document.body.innerHTML = html;
  return document.body.firstElementChild as HTMLTextAreaElement;
}

describe("textarea", () => {
  it.each([
    ["<textarea></textarea>", "textarea"],
    ["<input>", "textarea"],
    ['<input type="text">', "textarea"],
    ['<input type="password">', undefined],
    ['<input type="file">', undefined],
    ["<button>Post</button>", undefined],
  ])("%s is read by %s", (html, id) => {
    expect(engineOf(control(html))?.id).toBe(id);
  });

  it("reads the value, NBSP as a space, offsets unchanged", () => {
    const element = control("<textarea></textarea>");
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
      element.value = text;
      const read = textarea.read(element).text;
      expect(read).toBe(element.value.replaceAll("\u00a0", " "));
      expect(read.length).toBe(element.value.length);
    }), { seed: 3 });
  });

  it("gives offsets in the control itself", () => {
    const element = control("<textarea>a bad word</textarea>");
    expect(textarea.locate(element, 2, 5)).toEqual({ kind: "textarea", element, start: 2, end: 5 });
  });
});
