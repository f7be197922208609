/** Quill, which LinkedIn composes with. */
import Quill from "quill/core";
import { forwardRef, useEffect, useImperativeHandle, useRef } from "react";
import type { EngineHandle, EngineProps } from "./types";

export const QuillEditor = forwardRef<EngineHandle, EngineProps>(function QuillEditor(props, ref) {
  const box = useRef<HTMLDivElement>(null);
  const quill = useRef<Quill | null>(null);
  const onChange = useRef(props.onChange);
  onChange.current = props.onChange;
  useEffect(() => {
    const host = box.current;
    if (!host || quill.current) return;
    const editor = new Quill(host, { formats: [] });
    quill.current = editor;
    editor.root.setAttribute("role", "textbox");
    editor.root.setAttribute("aria-multiline", "true");
    editor.on("text-change", () => onChange.current(editor.getText().replace(/\n$/, "")));
  }, []);
  useEffect(() => {
    quill.current?.root.setAttribute("aria-label", props.label);
    quill.current?.root.setAttribute("data-placeholder", props.placeholder);
  }, [props.label, props.placeholder]);
  useImperativeHandle(ref, () => ({
    clear: () => quill.current?.setText("", "user"),
    focus: () => quill.current?.focus(),
  }), []);
  return <div ref={box} />;
});
