/** TipTap 3 on ProseMirror itself, as Bluesky runs it. @vitest-environment jsdom */
import { Editor } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";
import { beforeAll, describe, expect, it } from "vitest";
import { engineOf } from "../../../extension/src/editors";
import { prosemirror } from "../../../extension/src/editors/prosemirror";
import { locatesEverySpan, readsWhatIsPosted, type Hosted } from "./scenarios";

let host: Hosted;

beforeAll(() => {
  const editor = new Editor({ element: document.body.appendChild(document.createElement("div")), extensions: [StarterKit] });
  const inline = (lines: string[]) => lines.flatMap((line, index) => [
    ...(index > 0 ? [{ type: "hardBreak" }] : []), ...(line === "" ? [] : [{ type: "text", text: line }]),
  ]);
  const write = (blocks: string[][]) =>
    void editor.commands.setContent({ type: "doc", content: blocks.map((lines) => ({ type: "paragraph", content: inline(lines) })) });
  host = { root: editor.view.dom, write, modelText: () => editor.getText({ blockSeparator: "\n" }).replaceAll("\u00a0", " ") };
});

describe("prosemirror", () => {
  it("is recognised by its class", () => {
    expect(engineOf(host.root)?.id).toBe("prosemirror");
  });

  it("reads what its model holds", () => readsWhatIsPosted(prosemirror, host));

  it("finds every span", () => locatesEverySpan(prosemirror, host));

  it("reads a mention as its words", () => {
    const root = document.createElement("div");
    root.innerHTML = '<p>halo <span data-type="mention" contenteditable="false">@ani.bsky.social</span><img class="ProseMirror-separator" alt=""><br class="ProseMirror-trailingBreak"></p>';
    expect(prosemirror.read(root).text).toBe("halo @ani.bsky.social");
  });
});
