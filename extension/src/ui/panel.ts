/** The panel: what, where, why, whose rule, what to do next. A non-modal dialog that never takes focus by itself. */
import type { ViewEvents, ViewState } from "../protocol/state";
import { makeWays } from "./actions";
import { h } from "./dom";
import { findingsList, uncheckedList, type FindingTools } from "./findings";
import { icon } from "./icons";
import { words, type Key, type Locale } from "./locale";
import { LOOKS } from "./phases";
import { pictureFigure } from "./picture";

export interface Panel {
  element: HTMLElement;
  update(state: ViewState): void;
}

export interface PanelTools extends Pick<FindingTools, "isMarked" | "show"> {
  locale: Locale;
  close(): void;
}

export function makePanel(tools: PanelTools, events: ViewEvents): Panel {
  const { locale } = tools;
  const shape = h("span");
  const title = h("h2", { attrs: { id: "panel-title" } });
  const closer = h("button", {
    class: "close", attrs: { type: "button", "aria-label": words(locale, "panel.close") }, on: { click: () => tools.close() },
  }, icon("close"));
  const content = h("div");
  const foot = h("p", { class: "foot" });
  const body = h("div", { class: "body", attrs: { role: "group", "aria-labelledby": "panel-title" } }, content, foot);
  const ways = makeWays(locale, events);
  const element = h("section", {
    class: "panel", attrs: { role: "dialog", "aria-modal": "false", "aria-labelledby": "panel-title", tabindex: "-1", id: "panel" },
  }, h("div", { class: "head" }, shape, title, closer), body, ways.element);
  element.hidden = true;
  let drawn = "";
  let kept: ViewState | null = null;

  return {
    element,
    update(state) {
      // While the newest change is read, the last answer stays readable instead of flickering away.
      const busy = state.phase === "checking" && !state.verdict && kept !== null;
      const shown = busy && kept ? { ...kept, phase: state.phase, detail: words(locale, "panel.busy") } : state;
      if (state.verdict) kept = state;
      else if (state.phase !== "checking") kept = null;
      const look = LOOKS[state.phase];
      element.dataset["tone"] = look.tone;
      body.setAttribute("aria-busy", String(state.phase === "checking"));
      ways.update(state);
      const fingerprint = print(shown, tools);
      if (fingerprint === drawn) return;
      drawn = fingerprint;
      shape.replaceChildren(icon(look.icon));
      title.textContent = words(locale, `title.${state.phase}`);
      keepingFocus(element, () => content.replaceChildren(...draw(shown, tools)));
      foot.textContent = policyWords(shown, locale);
      foot.hidden = foot.textContent === "";
    },
  };
}

/** All that the body is drawn from: if it is the same, nothing is redrawn and nothing loses focus. */
function print(state: ViewState, tools: PanelTools): string {
  const { phase, verdict, detail, pictures } = state;
  const marked = verdict?.findings.map((_, index) => tools.isMarked(index));
  return JSON.stringify([phase, detail, marked, pictures, verdict && { ...verdict, revision: 0, expires: 0, digest: "" }]);
}

function draw(state: ViewState, tools: PanelTools): Node[] {
  const { locale } = tools;
  const { verdict, phase, pictures } = state;
  const { findings = [], unchecked = [] } = verdict ?? {};
  const parts = 1 + Math.max(0, ...findings.map(({ part }) => part), ...unchecked.map(({ part }) => part));
  const found = pictures.filter((picture) => picture.boxes.length > 0);
  const owned = phase === "blocked" && findings.some(({ owner }) => owner !== "");
  return [
    h("p", { class: "soft" }, words(locale, `say.${phase}`)),
    ...[state.detail, approvalWords(state, locale)].filter(Boolean).map((detail) => h("p", { class: "detail" }, detail)),
    ...titled("panel.findings", locale, verdict && findings.length > 0 ? [findingsList(verdict, { ...tools, parts })] : []),
    ...titled("panel.pictures", locale, found.map((picture) => pictureFigure(picture, locale))),
    ...titled("panel.unchecked", locale, unchecked.length > 0 ? [uncheckedList(unchecked, parts, locale)] : []),
    ...(owned ? [h("p", { class: "detail" }, words(locale, "finding.ask_owner"))] : []),
  ];
}

function titled(key: Key, locale: Locale, nodes: Node[]): Node[] {
  return nodes.length > 0 ? [h("h3", {}, words(locale, key)), ...nodes] : [];
}

function approvalWords({ verdict }: ViewState, locale: Locale): string {
  const approval = verdict?.approval;
  if (approval?.state === "granted") return approval.by ? words(locale, "approval.granted.by", { by: approval.by }) : "";
  if (approval?.state !== "denied") return "";
  return approval.by ? words(locale, "approval.denied.by", { by: approval.by }) : words(locale, "approval.denied");
}

function policyWords({ verdict }: ViewState, locale: Locale): string {
  const { title = "", owner = "" } = verdict?.policy ?? {};
  if (!title) return "";
  return owner ? words(locale, "panel.policy.owner", { title, owner }) : words(locale, "panel.policy", { title });
}

/** If what had focus is gone after a redraw, focus goes to the panel itself and not to the page's start. */
function keepingFocus(panel: HTMLElement, redraw: () => void): void {
  const root = panel.getRootNode();
  const inside = root instanceof ShadowRoot && root.activeElement !== null && panel.contains(root.activeElement);
  redraw();
  if (inside && root.activeElement === null) panel.focus({ preventScroll: true });
}
