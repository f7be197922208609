/** Draft.js 0.11 itself, as X runs it. @vitest-environment jsdom */
import { ContentState, Editor, EditorState } from "draft-js";
import { createElement } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { beforeAll, describe, expect, it } from "vitest";
import { engineOf } from "../../../extension/src/editors";
import { draft } from "../../../extension/src/editors/draft";
import { locatesEverySpan, readsWhatIsPosted, type Hosted } from "./scenarios";

let host: Hosted;

beforeAll(() => {
  const root = createRoot(document.body.appendChild(document.createElement("div")));
  let content = ContentState.createFromText("");
  const write = (blocks: string[][]) => {
    // A soft break is a newline inside a block; \r separates blocks here because it occurs in no line.
    content = ContentState.createFromText(blocks.map((lines) => lines.join("\n")).join("\r"), "\r");
    flushSync(() => root.render(createElement(Editor, {
      key: Math.random(), editorState: EditorState.createWithContent(content), onChange: () => undefined, placeholder: "What is happening?",
    })));
    host.root = document.querySelector(".public-DraftEditor-content")!;
  };
  host = { root: document.body, write, modelText: () => content.getPlainText("\n").replaceAll("\u00a0", " ") };
  write([[""]]);
});

describe("draft", () => {
  it("is recognised by its content element", () => {
    expect(engineOf(host.root)?.id).toBe("draft");
  });

  it("reads what its model holds", () => readsWhatIsPosted(draft, host));

  it("finds every span", () => locatesEverySpan(draft, host));

  it("leaves out the newline that Draft.js adds after a last one", () => {
    host.write([["a", ""], ["b"]]);
    expect(host.root.textContent).toContain("a\n\n");
    expect(draft.read(host.root).text).toBe("a\n\nb");
  });
});
