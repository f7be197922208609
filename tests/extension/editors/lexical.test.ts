/** Lexical itself, as Facebook, Instagram and Threads run it. @vitest-environment jsdom */
import { registerRichText } from "@lexical/rich-text";
import { $createLineBreakNode, $createParagraphNode, $createTextNode, $getRoot, createEditor } from "lexical";
import { beforeAll, describe, expect, it } from "vitest";
import { engineOf } from "../../../extension/src/editors";
import { lexical } from "../../../extension/src/editors/lexical";
import { locatesEverySpan, readsWhatIsPosted, type Hosted } from "./scenarios";

let host: Hosted;

beforeAll(() => {
  const root = document.body.appendChild(document.createElement("div"));
  root.contentEditable = "true";
  root.setAttribute("contenteditable", "true");
  const editor = createEditor({ namespace: "test", onError: (error) => { throw error; } });
  registerRichText(editor);
  editor.setRootElement(root);
  const write = (blocks: string[][]) => editor.update(() => {
    $getRoot().clear().append(...blocks.map((lines) => $createParagraphNode().append(...lines.flatMap((line, index) => [
      ...(index > 0 ? [$createLineBreakNode()] : []), ...(line === "" ? [] : [$createTextNode(line)]),
    ]))));
  }, { discrete: true });
  host = { root, write, modelText: () => editor.read(() => $getRoot().getChildren().map((node) => node.getTextContent()).join("\n")).replaceAll("\u00a0", " ") };
});

describe("lexical", () => {
  it("is recognised by its mark", () => {
    expect(engineOf(host.root)?.id).toBe("lexical");
  });

  it("reads what its model holds", () => readsWhatIsPosted(lexical, host));

  it("finds every span", () => locatesEverySpan(lexical, host));
});
