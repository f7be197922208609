/** Draft.js, Facebook's first React editor; X still composes with it. */
import { ContentState, Editor, EditorState } from "draft-js";
import { forwardRef, useImperativeHandle, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { EngineHandle, EngineProps } from "./types";

export const DraftJsEditor = forwardRef<EngineHandle, EngineProps>(function DraftJsEditor(props, ref) {
  const [state, setState] = useState(() => EditorState.createEmpty());
  const editor = useRef<Editor>(null);
  useImperativeHandle(ref, () => ({
    // At once: Draft.js answers focus() with the state it was last drawn with, which would bring the old text back.
    clear: () => flushSync(() => {
      setState((now) => EditorState.push(now, ContentState.createFromText(""), "remove-range"));
    }),
    focus: () => editor.current?.focus(),
  }), []);
  const change = (next: EditorState) => {
    setState(next);
    props.onChange(next.getCurrentContent().getPlainText("\n"));
  };
  return (
    <Editor ref={editor} editorState={state} onChange={change} ariaLabel={props.label} ariaMultiline
      placeholder={props.placeholder} stripPastedStyles spellCheck />
  );
});
