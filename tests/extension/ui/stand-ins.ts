/** What jsdom lacks of a browser, and a way into closed shadow roots. */
import { vi } from "vitest";
import type { ViewState } from "../../../extension/src/protocol/state";
import type { FindingWire, UncheckedWire, VerdictWire } from "../../../extension/src/protocol/verdict";

const roots = new WeakMap<Element, ShadowRoot>();

export function installStandIns(): void {
  vi.stubGlobal("ResizeObserver", class { observe(): void {} unobserve(): void {} disconnect(): void {} });
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  vi.stubGlobal("CSSStyleSheet", class { text = ""; replaceSync(text: string): void { this.text = text; } });
  for (const kind of [Document, ShadowRoot]) {
    Object.defineProperty(kind.prototype, "adoptedStyleSheets", { writable: true, configurable: true, value: [] });
  }
  const attach = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, "attachShadow").mockImplementation(function (this: Element, init) {
    const root = attach.call(this, init);
    roots.set(this, root);
    return root;
  });
  // jsdom lays nothing out: give everything a size, so that it counts as shown.
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(() => new DOMRect(100, 100, 80, 32));
}

/** The inside of the only ui on the page. */
export function inside(): ShadowRoot {
  const host = document.querySelector("[data-saring]");
  const root = host && roots.get(host);
  if (!root) throw new Error("no ui on this page");
  return root;
}

export function finding(over: Partial<FindingWire> = {}): FindingWire {
  return {
    rule: "claims", detector: "terms", category: "claims", dimension: "", rating: null, action: "block", part: 0, field: "text",
    media: null, start: 0, end: 3, box: null, frame: null, title: "Claims of healing", explanation: "It promises to heal.",
    advice: "Say what it does.", owner: "Legal", ...over,
  };
}

export function unchecked(over: Partial<UncheckedWire> = {}): UncheckedWire {
  return { reason: "too_large", what: "media", part: 0, media: 1, explanation: "More than 40 megapixels.", action: "block", ...over };
}

export function verdict(over: Partial<VerdictWire> = {}): VerdictWire {
  return {
    action: "block", opens: false, needs: "change", digest: "d", revision: 1, policy_version: "p-1",
    policy: { id: "p", title: "House policy", owner: "Brand team" }, expires: 0, ratings: {}, approval: null,
    findings: [finding()], unchecked: [], ...over,
  };
}

export function state(over: Partial<ViewState> = {}): ViewState {
  return { phase: "blocked", verdict: verdict(), marks: [], pictures: [], detail: "", ...over };
}
