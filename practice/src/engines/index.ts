/** The engines in the order in which the page shows them. */
import { DraftJsEditor } from "./draftjs";
import { LexicalEditor } from "./lexical";
import { QuillEditor } from "./quill";
import { SlateEditor } from "./slate";
import { TextareaEditor } from "./textarea";
import { TiptapEditor } from "./tiptap";
import type { Engine } from "./types";

export const ENGINES: readonly Engine[] = [
  { id: "draftjs", name: "Draft.js", Editor: DraftJsEditor },
  { id: "lexical", name: "Lexical", Editor: LexicalEditor },
  { id: "quill", name: "Quill", Editor: QuillEditor },
  { id: "tiptap", name: "TipTap", Editor: TiptapEditor },
  { id: "slate", name: "Slate", Editor: SlateEditor },
  { id: "textarea", name: "Textarea", Editor: TextareaEditor },
];
