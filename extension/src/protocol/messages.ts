import type { DraftWire } from "./draft";
import type { ApprovalWire, VerdictWire } from "./verdict";

/** What the background can say instead of an answer. */
export interface Failure {
  ok: false;
  /** `unpaired`, or a code or reason of docs/protocol.md (`companion_unreachable`, `companion_unverified`, `busy`, …). */
  code: string;
  message: string;
}

export interface ScreenRequest {
  kind: "screen";
  draft: DraftWire;
  digest: string;
  revision: number;
}
export type ScreenReply =
  | { ok: true; verdict: VerdictWire }
  | { ok: true; missing: string[] }
  | Failure;

/** Bytes go once per SHA-256, only when a screening said that they are missing. Base64, because messages are JSON. */
export interface MediaRequest {
  kind: "media";
  sha256: string;
  base64: string;
}

export interface AcknowledgeRequest {
  kind: "acknowledge";
  digest: string;
  policy_version: string;
  action: string;
  outcome: "posted" | "abandoned" | "edited" | "blocked" | "confirmed";
  site: string;
}

export interface ApprovalRequest {
  kind: "approval";
  digest: string;
  policy_version: string;
  site: string;
  account: string;
  note: string;
}

export interface CoverageReport {
  kind: "coverage";
  site: string;
  composers: number;
  /** What is missing on this page, by name; empty if all hooks are whole. */
  missing: string[];
}

/** Asked by content scripts at start: is this host covered, by which site, in which language. */
export interface SettingsRequest {
  kind: "settings";
}
export interface SettingsReply {
  ok: true;
  locale: "en" | "id";
  paired: boolean;
  /** Host or `host/path-prefix` → site id; `generic` finds the composer by structure. */
  hosts: Record<string, string>;
}

export interface PingRequest {
  kind: "ping";
}
export type PingReply = { ok: true; version: string; policy_version: string } | Failure;

/** Messages that only the extension's own pages may send. */
export interface StatusRequest {
  kind: "status";
  tab?: number;
}
export interface PairRequest {
  kind: "pair.start" | "pair.cancel" | "pair.forget";
}
export interface PairCodeRequest {
  kind: "pair.code";
  code: string;
}
export interface SetSettingsRequest {
  kind: "settings.set";
  locale?: "auto" | "en" | "id";
  hosts?: Record<string, string>;
}
export interface OpenOptionsRequest {
  kind: "options.open";
}

export type Request =
  | ScreenRequest | MediaRequest | AcknowledgeRequest | ApprovalRequest | CoverageReport | SettingsRequest | PingRequest
  | StatusRequest | PairRequest | PairCodeRequest | SetSettingsRequest | OpenOptionsRequest;

export type ApprovalReply = { ok: true; approval: ApprovalWire } | Failure;
export type PlainReply = { ok: true } | Failure;
