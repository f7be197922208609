/** Lexical, which Facebook, Instagram and Threads compose with. Used without React, as its core is. */
import { createEmptyHistoryState, registerHistory } from "@lexical/history";
import { registerRichText } from "@lexical/rich-text";
import { $createParagraphNode, $getRoot, createEditor, type LexicalEditor as Lexical } from "lexical";
import { forwardRef, useEffect, useImperativeHandle, useRef, useState } from "react";
import type { EngineHandle, EngineProps } from "./types";

/** One line per paragraph: that is what such sites publish, where Lexical's own text has an empty line between. */
function postedText(editor: Lexical): string {
  return editor.getEditorState().read(() => $getRoot().getChildren().map((node) => node.getTextContent()).join("\n"));
}

function start(box: HTMLElement, changed: (text: string) => void): { editor: Lexical; stop: () => void } {
  const editor = createEditor({ namespace: "saring-practice", onError: (error) => { throw error; } });
  editor.setRootElement(box);
  const stops = [
    registerRichText(editor),
    registerHistory(editor, createEmptyHistoryState(), 300),
    editor.registerUpdateListener(() => changed(postedText(editor))),
  ];
  return { editor, stop: () => { stops.forEach((stop) => stop()); editor.setRootElement(null); } };
}

export const LexicalEditor = forwardRef<EngineHandle, EngineProps>(function LexicalEditor(props, ref) {
  const box = useRef<HTMLDivElement>(null);
  const lexical = useRef<Lexical | null>(null);
  const [empty, setEmpty] = useState(true);
  const onChange = useRef(props.onChange);
  onChange.current = props.onChange;
  useEffect(() => {
    if (!box.current) return;
    const { editor, stop } = start(box.current, (text) => { setEmpty(text === ""); onChange.current(text); });
    lexical.current = editor;
    return stop;
  }, []);
  useImperativeHandle(ref, () => ({
    clear: () => lexical.current?.update(() => { $getRoot().clear().append($createParagraphNode()); }),
    focus: () => lexical.current?.focus(),
  }), []);
  return (
    <div className="lexical-box">
      <div ref={box} contentEditable suppressContentEditableWarning role="textbox" aria-multiline="true"
        aria-label={props.label} aria-placeholder={props.placeholder} spellCheck />
      {empty && <div className="engine-placeholder" aria-hidden="true">{props.placeholder}</div>}
    </div>
  );
});
