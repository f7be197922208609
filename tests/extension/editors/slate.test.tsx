/** Slate itself. @vitest-environment jsdom */
import { createElement } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { createEditor, Node, type Descendant } from "slate";
import { Editable, Slate, withReact } from "slate-react";
import { beforeAll, describe, expect, it } from "vitest";
import { engineOf } from "../../../extension/src/editors";
import { slate } from "../../../extension/src/editors/slate";
import { locatesEverySpan, readsWhatIsPosted, type Hosted } from "./scenarios";

let host: Hosted;

beforeAll(() => {
  const root = createRoot(document.body.appendChild(document.createElement("div")));
  let children: Descendant[] = [];
  const write = (blocks: string[][]) => {
    const editor = withReact(createEditor());
    children = blocks.map((lines) => ({ type: "paragraph", children: [{ text: lines.join("\n") }] }) as Descendant);
    flushSync(() => root.render(createElement(Slate, { key: Math.random(), editor, initialValue: children,
      children: createElement(Editable, { placeholder: "Write" }) })));
    host.root = document.querySelector("[data-slate-editor]")!;
  };
  host = { root: document.body, write, modelText: () => children.map((node) => Node.string(node)).join("\n").replaceAll("\u00a0", " ") };
  write([[""]]);
});

describe("slate", () => {
  it("is recognised by its mark", () => {
    expect(engineOf(host.root)?.id).toBe("slate");
  });

  it("reads what its model holds", () => readsWhatIsPosted(slate, host));

  it("finds every span", () => locatesEverySpan(slate, host));
});
