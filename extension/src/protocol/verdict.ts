/** The companion's answer; see docs/protocol.md. Positions here are UTF-16, converted once by background/companion. */
export type Action = "allow" | "log" | "warn" | "review" | "block";

export type Reason =
  | "cannot_check" | "too_large" | "timed_out" | "companion_unreachable" | "companion_unverified" | "policy_missing"
  | "policy_expired" | "model_missing" | "busy" | "version_mismatch";

export type Rating = "G" | "PG" | "PG13" | "R" | "X";

/** `[x, y, width, height]` in pixels of the picture as displayed. */
export type Box = [number, number, number, number];

export interface FindingWire {
  rule: string;
  detector: string;
  category: string;
  dimension: string;
  rating: Rating | null;
  action: Action;
  part: number;
  field: "text" | "alt" | "image_text" | "image";
  media: number | null;
  start: number | null;
  end: number | null;
  box: Box | null;
  frame: number | null;
  title: string;
  explanation: string;
  advice: string;
  owner: string;
}

export interface UncheckedWire {
  reason: Reason;
  what: string;
  part: number;
  media: number | null;
  explanation: string;
  action: Action;
}

export interface ApprovalWire {
  id: string;
  state: "waiting" | "granted" | "denied";
  by: string;
}

export interface VerdictWire {
  action: Action;
  opens: boolean;
  needs: null | "confirmation" | "approval" | "change";
  digest: string;
  revision: number;
  policy_version: string;
  policy: { id: string; title: string; owner: string };
  /** Unix time in milliseconds after which the verdict no longer opens anything. */
  expires: number;
  ratings: Record<string, Rating>;
  approval: ApprovalWire | null;
  findings: FindingWire[];
  unchecked: UncheckedWire[];
}
