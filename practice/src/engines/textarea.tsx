/** A plain textarea, as on Mastodon. */
import { forwardRef, useImperativeHandle, useRef, useState } from "react";
import type { EngineHandle, EngineProps } from "./types";

export const TextareaEditor = forwardRef<EngineHandle, EngineProps>(function TextareaEditor(props, ref) {
  const [value, setValue] = useState("");
  const area = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(ref, () => ({
    clear: () => setValue(""),
    focus: () => area.current?.focus(),
  }), []);
  const change = (text: string) => {
    setValue(text);
    props.onChange(text);
  };
  return (
    <textarea ref={area} value={value} rows={3} aria-label={props.label} placeholder={props.placeholder}
      onChange={(event) => change(event.target.value)} />
  );
});
