/** Slate, behind many chat and team tools. */
import { forwardRef, useImperativeHandle, useMemo } from "react";
import { createEditor, type Descendant, Node, Transforms } from "slate";
import { withHistory } from "slate-history";
import { Editable, ReactEditor, Slate, withReact } from "slate-react";
import type { EngineHandle, EngineProps } from "./types";

const EMPTY: Descendant[] = [{ type: "paragraph", children: [{ text: "" }] } as Descendant];

function clear(editor: ReactEditor): void {
  Transforms.deselect(editor);
  Transforms.removeNodes(editor, { at: [], match: (_node, path) => path.length === 1, mode: "highest" });
  Transforms.insertNodes(editor, structuredClone(EMPTY), { at: [0] });
}

export const SlateEditor = forwardRef<EngineHandle, EngineProps>(function SlateEditor(props, ref) {
  const editor = useMemo(() => withHistory(withReact(createEditor())), []);
  useImperativeHandle(ref, () => ({
    clear: () => clear(editor),
    focus: () => ReactEditor.focus(editor),
  }), [editor]);
  const change = (value: Descendant[]) => props.onChange(value.map((node) => Node.string(node)).join("\n"));
  return (
    <Slate editor={editor} initialValue={EMPTY} onValueChange={change}>
      <Editable aria-label={props.label} aria-multiline="true" role="textbox" placeholder={props.placeholder} spellCheck />
    </Slate>
  );
});
