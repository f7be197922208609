/** Messages between the extension's parts: every one has a `kind`, every answer `ok`. */
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
  /** Tells the composers of one frame apart: a newer request takes the place of a waiting one of the same composer. */
  composer?: string;
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
  /** Host or `host/path-prefix` → site id, built-in and added ones; `generic` finds the composer by structure. */
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
  /** The person's own hosts, all of them; the page asks for the permission to the host first. */
  hosts?: Record<string, string>;
}
/** Anybody's in the extension: a panel on a page offers it too. */
export interface OpenOptionsRequest {
  kind: "options.open";
}

/** What stands between the browser and its companion, in one word. `version`: the two speak different protocols. */
export type CompanionState = "there" | "away" | "unverified" | "unpaired" | "version";

/** Where the pairing in use came from. `managed` and `packaged` ones cannot be forgotten by the person. */
export type PairingSource = "managed" | "packaged" | "own" | "none";

/** What a content script last said of its page; null when no content script runs there. */
export interface TabCoverage {
  covered: boolean;
  site: string;
  composers: number;
  missing: string[];
}

/** What the popup and the options page show. */
export interface StatusReply {
  ok: true;
  companion: CompanionState;
  /** The companion's version; "" when it is not there. */
  version: string;
  policy: { id: string; title: string; version: string } | null;
  /** The policy's word on what happens while the companion is away (`locked`); "" when not known. */
  unreachable: string;
  /** What the companion says is wrong with itself, as sentences. */
  problems: string[];
  /** Coverage of the tab that was asked about. */
  tab: TabCoverage | null;
  /** The added hosts; the built-in ones are in sites/. */
  hosts: Record<string, string>;
  /** Hosts among `hosts` that managed settings or the package gave; the person can't take them away. */
  fixedHosts: string[];
  /** Hosts among `hosts` for which the browser has not given its permission; nothing runs there until it has. */
  waitingHosts: string[];
  /** The language in use, and what the person chose. */
  locale: "en" | "id";
  localeSetting: "auto" | "en" | "id";
  /** Whether managed settings or the package hold the language. */
  localeFixed: boolean;
  /** Whether the pairing is the administrator's (managed storage or packaged) rather than the person's own. */
  managed: boolean;
  pairing: PairingSource;
  pair: PairState;
}

/**
 * Where pairing stands. `code-needed`: the terminal shows a code, `triesLeft` counts the tries. `expires` (Unix ms) is when
 * the window closes. `paired` and `idle` are the two rests.
 */
export type PairState =
  | { state: "idle" }
  | { state: "code-needed"; triesLeft: number; expires: number }
  | { state: "paired"; client: string };

/**
 * Reply to `pair.*`. Failure codes: `pairing_closed` (no window is open: run `saring pair`), `pairing_busy`,
 * `pairing_expired`, `too_many_tries`, `wrong_code` (with `triesLeft`; pairing goes on), `managed`
 * (an administrator's pairing can't be changed here), `companion_unreachable`, `companion_unverified`, `version_mismatch`.
 */
export type PairReply = ({ ok: true } & PairState) | (Failure & { triesLeft?: number });

export type Request =
  | ScreenRequest | MediaRequest | AcknowledgeRequest | ApprovalRequest | CoverageReport | SettingsRequest | PingRequest
  | StatusRequest | PairRequest | PairCodeRequest | SetSettingsRequest | OpenOptionsRequest;

export type ApprovalReply = { ok: true; approval: ApprovalWire } | Failure;
export type PlainReply = { ok: true } | Failure;

/** Which answer belongs to which kind. */
export interface Replies {
  screen: ScreenReply;
  media: PlainReply;
  acknowledge: PlainReply;
  approval: ApprovalReply;
  coverage: PlainReply;
  settings: SettingsReply;
  ping: PingReply;
  status: StatusReply;
  "pair.start": PairReply;
  "pair.code": PairReply;
  "pair.cancel": PairReply;
  "pair.forget": PairReply;
  "settings.set": PlainReply;
  "options.open": PlainReply;
}

/** The answer to a request of this type. */
export type ReplyTo<R extends Request> = Replies[R["kind"]];
