/** What the practice page asks of every editing engine. */
import type { ForwardRefExoticComponent, RefAttributes } from "react";

export interface EngineProps {
  /** The editor's accessible name. */
  label: string;
  placeholder: string;
  /** Called with the text as it would be posted, whenever it changes. */
  onChange(text: string): void;
}

export interface EngineHandle {
  clear(): void;
  focus(): void;
}

export type EngineComponent = ForwardRefExoticComponent<EngineProps & RefAttributes<EngineHandle>>;

export type EngineId = "draftjs" | "lexical" | "quill" | "tiptap" | "slate" | "textarea";

export interface Engine {
  id: EngineId;
  /** The package's own name, the same in every language. */
  name: string;
  Editor: EngineComponent;
}
