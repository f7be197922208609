/** The ways on: confirm, ask for approval, check again, open the settings. Which ones are offered follows from phase and verdict. */
import type { Phase, ViewEvents, ViewState } from "../protocol/state";
import { h } from "./dom";
import { words, type Key, type Locale } from "./locale";

export type Way = "confirm" | "ask" | "recheck" | "settings";

const BY_PHASE: Record<Phase, readonly Way[]> = {
  empty: [], checking: [], clear: [], stale: [],
  confirm: ["confirm"],
  review: ["ask"],
  waiting: ["recheck"],
  blocked: ["recheck"],
  unchecked: ["recheck"],
  away: ["recheck"],
  unverified: ["recheck", "settings"],
  unpaired: ["settings", "recheck"],
  version: ["recheck"],
};

/** Where the way on is in the draft itself, no button of ours should be the loudest thing to do. */
const CALM: ReadonlySet<Phase> = new Set(["blocked", "waiting"]);

/** What the author can do now, the likeliest first. A verdict that is only partly checked may still open by a person's yes. */
export function waysOn(state: Pick<ViewState, "phase" | "verdict">): readonly Way[] {
  const ways = BY_PHASE[state.phase];
  if (state.phase !== "unchecked") return ways;
  if (state.verdict?.needs === "confirmation") return ["confirm", ...ways];
  if (state.verdict?.needs === "approval") return ["ask", ...ways];
  return ways;
}

export interface Ways {
  element: HTMLElement;
  update(state: ViewState): void;
}

/** The note field lives as long as the panel, so that a new verdict does not wipe what is being written in it. */
export function makeWays(locale: Locale, events: ViewEvents): Ways {
  const note = h("textarea", { attrs: { id: "note", rows: "2", maxlength: "500" } });
  const label = h("label", { attrs: { for: "note" } }, words(locale, "do.note"));
  const button = (way: Way, key: Key, act: () => void): HTMLButtonElement =>
    h("button", { attrs: { type: "button", "data-way": way }, on: { click: act } }, words(locale, key));
  const buttons: Record<Way, HTMLButtonElement> = {
    confirm: button("confirm", "do.confirm", () => events.confirm()),
    ask: button("ask", "do.ask", () => events.askApproval(note.value.trim())),
    recheck: button("recheck", "do.recheck", () => events.recheck()),
    settings: button("settings", "do.settings", () => events.openOptions()),
  };
  const element = h("div", { class: "do" }, label, note, ...Object.values(buttons));
  return {
    element,
    update(state) {
      const ways = waysOn(state);
      element.hidden = ways.length === 0;
      note.hidden = label.hidden = !ways.includes("ask");
      for (const [way, each] of Object.entries(buttons) as [Way, HTMLButtonElement][]) {
        const at = ways.indexOf(way);
        each.hidden = at < 0;
        each.className = at === 0 && !CALM.has(state.phase) ? "push" : "link";
      }
      // The tab order is the order of likelihood, too: move a button only if it stands in the wrong place.
      const wanted = ways.map((way) => buttons[way]);
      const shown = Object.values(buttons).filter((each) => !each.hidden).sort(byDocument);
      if (wanted.some((each, index) => each !== shown[index])) element.append(...wanted);
    },
  };
}

function byDocument(a: Node, b: Node): number {
  return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}
