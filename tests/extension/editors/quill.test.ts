/** Quill 2 itself, as LinkedIn runs it. @vitest-environment jsdom */
import Quill from "quill";
import { beforeAll, describe, expect, it } from "vitest";
import { engineOf } from "../../../extension/src/editors";
import { quill } from "../../../extension/src/editors/quill";
import { locatesEverySpan, readsWhatIsPosted, type Hosted } from "./scenarios";

let host: Hosted;
let editor: Quill;

beforeAll(() => {
  editor = new Quill(document.body.appendChild(document.createElement("div")), { placeholder: "What do you want to talk about?" });
  const write = (blocks: string[][]) => void editor.setContents([{ insert: `${blocks.map(([line]) => line).join("\n")}\n` }]);
  host = { root: editor.root, write, modelText: () => editor.getText().replace(/\n$/, "").replaceAll("\u00a0", " ") };
});

describe("quill", () => {
  it("is recognised by its content element", () => {
    expect(engineOf(host.root)?.id).toBe("quill");
  });

  it("reads what its model holds", () => readsWhatIsPosted(quill, host, false));

  it("finds every span", () => locatesEverySpan(quill, host, false));

  it("reads lists one line per item, and formatted words as words", () => {
    editor.setContents([{ insert: "one" }, { insert: "\n", attributes: { list: "bullet" } }, { insert: "t" },
      { insert: "w", attributes: { bold: true } }, { insert: "o" }, { insert: "\n", attributes: { list: "bullet" } }]);
    expect(quill.read(host.root).text).toBe("one\ntwo");
  });

  it.each([
    ["guards of an embed are Quill's", '<p>a<span class="ql-mention">\ufeff<span contenteditable="false">@ani</span>\ufeff</span>b</p>', "a@anib"],
    ["a U+FEFF in the text is the author's", "<p>a\ufeffb</p>", "a\ufeffb"],
    ["the cursor is Quill's", '<p>a<span class="ql-cursor">\ufeff</span></p>', "a"],
  ])("%s", (_, html, text) => {
    const root = document.createElement("div");
    root.className = "ql-editor";
    root.innerHTML = html;
    expect(quill.read(root).text).toBe(text);
  });
});
