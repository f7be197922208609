/** How each phase of a gate looks: its tone, its icon's shape. Its words are in locales/ under `phase.<phase>`. */
import type { Phase } from "../protocol/state";
import type { IconName } from "./icons";

export type Tone = "quiet" | "good" | "ask" | "hold" | "stop" | "fault";

export interface Look {
  tone: Tone;
  icon: IconName;
}

export const LOOKS: Record<Phase, Look> = {
  empty: { tone: "quiet", icon: "sieve" },
  checking: { tone: "quiet", icon: "sieve" },
  clear: { tone: "good", icon: "tick" },
  confirm: { tone: "ask", icon: "question" },
  review: { tone: "hold", icon: "eye" },
  waiting: { tone: "hold", icon: "clock" },
  blocked: { tone: "stop", icon: "octagon" },
  unchecked: { tone: "fault", icon: "triangle" },
  away: { tone: "fault", icon: "plug" },
  unverified: { tone: "fault", icon: "shield" },
  unpaired: { tone: "fault", icon: "link" },
  version: { tone: "fault", icon: "arrows" },
  stale: { tone: "fault", icon: "reload" },
};
