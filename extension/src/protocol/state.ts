import type { Box, VerdictWire } from "./verdict";

/** Every state a gate can be in. Only `empty` (nothing to post) and `clear` let a publish gesture through. */
export type Phase =
  | "empty" | "checking" | "clear" | "confirm" | "review" | "waiting" | "blocked" | "unchecked"
  | "away" | "unverified" | "unpaired" | "version" | "stale";

/** A place to mark in a textarea or a contenteditable, resolved by editors/. UTF-16 offsets. */
export type Mark =
  | { kind: "ranges"; ranges: Range[]; finding: number; severity: "warn" | "review" | "block" }
  | { kind: "textarea"; element: HTMLTextAreaElement | HTMLInputElement; start: number; end: number; finding: number;
      severity: "warn" | "review" | "block" };

/** A picture of the draft as the panel shows it: an object URL of the screened bytes and the boxes found on it. */
export interface PictureView {
  url: string;
  name: string;
  part: number;
  media: number;
  boxes: { box: Box; finding: number; label: string }[];
}

/** All that the ui needs to draw one composer. */
export interface ViewState {
  phase: Phase;
  verdict: VerdictWire | null;
  marks: Mark[];
  pictures: PictureView[];
  /** One sentence beyond the phase's own, such as an error's message; "" if none. */
  detail: string;
}

/** What the author can do in the panel. */
export interface ViewEvents {
  confirm(): void;
  askApproval(note: string): void;
  recheck(): void;
  openOptions(): void;
}
