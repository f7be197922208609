/** The background for tests: a browser, a companion, and a background that has just woken. */
import { beforeEach, vi } from "vitest";
import { fakeBrowser, type FakeBrowser } from "../fake-browser";
import { fakeCompanion, PAIRING, type Answer, type Asked, type FakeCompanion } from "./fake-companion";
import type { Sender } from "../../../extension/src/platform/listen";
import type { Request } from "../../../extension/src/protocol/messages";

export const PAGE: Sender = { id: "ours", url: "https://x.com/home", tab: 7, frame: 0 };
export const OPTIONS: Sender = { id: "ours", url: "chrome-extension://ours/options/index.html", tab: 8, frame: 0 };
export const DIGEST = "d1".repeat(32);
export const HEALTH = { saring: "companion", version: "0.1.0", protocol: 1, policy_version: "p-1", vision: "idle", problems: [] };

export const VERDICT = {
  action: "allow", opens: true, needs: null, policy_version: "p-1", policy: { id: "p", title: "P", owner: "" },
  expires: 0, ratings: {}, approval: null, findings: [], unchecked: [],
};
export const FINDING = {
  rule: "r", detector: "d", category: "", dimension: "", rating: null, action: "block", part: 0, field: "text", media: null,
  start: 2, end: 4, box: null, frame: null, title: "", explanation: "", advice: "", owner: "",
};

/** Made anew before each test; `changes` goes over the companion's ordinary verdict. */
export const scene = {} as { browser: FakeBrowser; companion: FakeCompanion; changes: object };

/** What the companion answers in these tests, unless one says otherwise. */
export function ordinary({ target, body }: Asked): Answer {
  if (target === "/v1/health") return { body: HEALTH };
  if (target === "/v1/policy") return { body: { id: "p", title: "Policy P", owner: "", version: "p-1", rules: [], unreachable: "locked" } };
  if (target !== "/v1/screenings") return { body: { recorded: true, id: "a1", state: "waiting" } };
  const { digest, revision } = JSON.parse(body) as { digest: string; revision: number };
  return { body: { ...VERDICT, expires: Date.now() + 120_000, digest, revision, ...scene.changes } };
}

/** A background that has just woken: fresh modules, the same storage. */
export async function wake() {
  vi.resetModules();
  const [{ route }, { screeningHandlers }, { recordHandlers }, { pageHandlers }, { pairingHandlers }, { statusHandlers }, { standing }] = await Promise.all([
    import("../../../extension/src/background/router"),
    import("../../../extension/src/background/handlers/screening"),
    import("../../../extension/src/background/handlers/record"),
    import("../../../extension/src/background/handlers/page"),
    import("../../../extension/src/background/handlers/pairing"),
    import("../../../extension/src/background/handlers/status"),
    import("../../../extension/src/platform/listen"),
  ]);
  const handlers = { ...screeningHandlers, ...recordHandlers, ...pageHandlers, ...pairingHandlers, ...statusHandlers };
  return (message: unknown, sender: Sender = PAGE) => route({ handlers, standing, locale: async () => "en" }, message, sender);
}

export function screening(text: string, revision = 1, rest: object = {}): Request {
  return { kind: "screen", digest: DIGEST, revision, draft: { site: "x", account: "", kind: "post", parts: [{ text, media: [] }] }, ...rest };
}

/** To be called once in a test file. */
export function setTheScene(): void {
  beforeEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
    scene.changes = {};
    scene.browser = fakeBrowser();
    scene.browser.local.pairing = PAIRING;
    scene.companion = fakeCompanion(ordinary);
  });
}
