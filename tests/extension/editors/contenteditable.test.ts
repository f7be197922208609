/** Shapes that browsers make in a plain contenteditable. @vitest-environment jsdom */
import { describe, expect, it } from "vitest";
import { engineOf } from "../../../extension/src/editors";
import { contenteditable } from "../../../extension/src/editors/contenteditable";

function box(html: string, style = ""): Element {
  document.body.innerHTML = `<div contenteditable="true" style="${style}">${html}</div>`;
  return document.body.firstElementChild!;
}

describe("contenteditable", () => {
  it.each([
    ["nothing", "", ""],
    ["the filler of an emptied box", "<br>", ""],
    ["Chromium: the first line stands bare", "one<div>two</div><div>three</div>", "one\ntwo\nthree"],
    ["Firefox: a div per line", "<div>one</div><div>two</div>", "one\ntwo"],
    ["an empty line in the middle", "<div>one</div><div><br></div><div>two</div>", "one\n\ntwo"],
    ["br as newline", "one<br>two", "one\ntwo"],
    ["two br at the end are one newline", "one<br><br>", "one\n"],
    ["NBSP is a space", "a&nbsp;b", "a b"],
    ["zero-width characters are the author's", "a\u200bb\u200d", "a\u200bb\u200d"],
    ["an emoji image is its alt", 'a<img alt="😀" src="x.svg">b', "a😀b"],
    ["data-plain-text wins over alt", '<img alt="x" data-plain-text="😀">', "😀"],
    ["a picture without words is no text", 'a<img src="blob:x">b', "ab"],
    ["a mention that can't be edited", 'hi <span contenteditable="false">@ani</span>!', "hi @ani!"],
    ["white space of the markup", "\n  <p>one</p>\n  <p>two</p>\n", "one\ntwo"],
    ["a newline of the markup is a space", "one\ntwo", "one two"],
    ["a list", "<ul><li>one</li><li><p>two</p></li></ul>", "one\ntwo"],
    ["blocks in blocks make one newline", "<div><div><p>one</p></div></div><p>two</p>", "one\ntwo"],
  ])("%s", (_, html, text) => {
    expect(contenteditable.read(box(html)).text).toBe(text);
  });

  it("keeps newlines where the style does", () => {
    expect(contenteditable.read(box("one\ntwo", "white-space: pre-wrap")).text).toBe("one\ntwo");
  });

  it("takes the outermost editable element only", () => {
    const outer = box('<p contenteditable="true">inner</p>');
    expect(engineOf(outer)?.id).toBe("contenteditable");
    expect(engineOf(outer.firstElementChild!)).toBeNull();
  });

  it("marks an emoji image as a whole", () => {
    const located = contenteditable.locate(box('a<img alt="😀">b'), 1, 3);
    expect(located.kind === "ranges" && located.ranges.map((range) => range.cloneContents().firstElementChild?.tagName)).toEqual(["IMG"]);
  });
});
