/** Which phase an answer puts the gate in. */
import { describe, expect, it } from "vitest";
import { phaseOfVerdict } from "../../../extension/src/content/phase";
import type { Phase } from "../../../extension/src/protocol/state";
import type { Action, VerdictWire } from "../../../extension/src/protocol/verdict";

interface Given { opens?: boolean; needs: VerdictWire["needs"]; found?: Action[]; unchecked?: Action[]; approval?: "waiting" | "granted" | "denied" }

function verdict({ opens = false, needs, found = [], unchecked = [], approval }: Given): VerdictWire {
  return {
    opens, needs, findings: found.map((action) => ({ action })), unchecked: unchecked.map((action) => ({ action })),
    approval: approval ? { id: "1", state: approval, by: "" } : null,
  } as unknown as VerdictWire;
}

describe("phaseOfVerdict", () => {
  it.each<[Phase, Given]>([
    ["clear", { opens: true, needs: null }],
    ["clear", { opens: true, needs: null, found: ["review"], approval: "granted" }],
    ["confirm", { needs: "confirmation", found: ["warn"] }],
    ["review", { needs: "approval", found: ["review"] }],
    ["review", { needs: "approval", unchecked: ["review"] }],
    ["review", { needs: "approval", found: ["review"], approval: "denied" }],
    ["waiting", { needs: "approval", found: ["review"], approval: "waiting" }],
    ["blocked", { needs: "change", found: ["block"] }],
    ["blocked", { needs: "change", found: ["block"], unchecked: ["block"] }],
    ["unchecked", { needs: "change", found: ["warn"], unchecked: ["block"] }],
    ["unchecked", { needs: "change", unchecked: ["block"] }],
    ["blocked", { needs: "change" }],
    ["blocked", { needs: null }],
  ])("%s for %j", (phase, given) => {
    expect(phaseOfVerdict(verdict(given))).toBe(phase);
  });
});
