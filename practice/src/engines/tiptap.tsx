/** TipTap, a layer over ProseMirror; Bluesky composes with it. */
import { Editor } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";
import { forwardRef, useEffect, useImperativeHandle, useRef, useState } from "react";
import type { EngineHandle, EngineProps } from "./types";

function start(element: HTMLElement, changed: (text: string) => void): Editor {
  return new Editor({
    element,
    extensions: [StarterKit],
    editorProps: { attributes: { role: "textbox", "aria-multiline": "true" } },
    onUpdate: ({ editor }) => changed(editor.getText({ blockSeparator: "\n" })),
  });
}

export const TiptapEditor = forwardRef<EngineHandle, EngineProps>(function TiptapEditor(props, ref) {
  const box = useRef<HTMLDivElement>(null);
  const tiptap = useRef<Editor | null>(null);
  const [empty, setEmpty] = useState(true);
  const onChange = useRef(props.onChange);
  onChange.current = props.onChange;
  useEffect(() => {
    if (!box.current) return;
    const editor = start(box.current, (text) => { setEmpty(text === ""); onChange.current(text); });
    tiptap.current = editor;
    return () => editor.destroy();
  }, []);
  useEffect(() => {
    tiptap.current?.view.dom.setAttribute("aria-label", props.label);
  }, [props.label]);
  useImperativeHandle(ref, () => ({
    clear: () => { tiptap.current?.commands.clearContent(true); },
    focus: () => { tiptap.current?.commands.focus(); },
  }), []);
  return (
    <div className="tiptap-box">
      <div ref={box} />
      {empty && <div className="engine-placeholder" aria-hidden="true">{props.placeholder}</div>}
    </div>
  );
});
