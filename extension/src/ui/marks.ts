/** How marked words look: one underline shape per severity, so that colour is never alone. Shared by highlights and mirror. */
import type { Mark } from "../protocol/state";

export type Severity = Mark["severity"];

export const SEVERITIES: readonly Severity[] = ["warn", "review", "block"];

/** Each colour keeps at least 3:1 (WCAG 1.4.11) on white and on black, since the mark stands on the site's own ground. */
const LOOKS: Record<Severity, { line: string; colour: string; tint: string }> = {
  warn: { line: "dotted", colour: "#c27200", tint: "rgb(194 114 0 / .14)" },
  review: { line: "dashed", colour: "#8a6cf0", tint: "rgb(138 108 240 / .16)" },
  block: { line: "wavy", colour: "#e0443e", tint: "rgb(224 68 62 / .15)" },
};

export const highlightName = (severity: Severity): string => `saring-${severity}`;
export const FLASH = "saring-shown";

const underline = (severity: Severity): string => {
  const { line, colour, tint } = LOOKS[severity];
  return `text-decoration: underline ${line} ${colour} 2px; text-decoration-skip-ink: none; background-color: ${tint};`;
};

/** For the tree that holds the editor. */
export const HIGHLIGHT_SHEET = [
  ...SEVERITIES.map((severity) => `::highlight(${highlightName(severity)}) { ${underline(severity)} }`),
  `::highlight(${FLASH}) { background-color: rgb(64 132 255 / .35); }`,
].join("\n");

/** For the mirror of a textarea, inside our own shadow root. */
export const MIRROR_SHEET = [
  ...SEVERITIES.map((severity) => `.mirror mark[data-severity="${severity}"] { ${underline(severity)} }`),
  `.mirror mark[data-shown] { background-color: rgb(64 132 255 / .35); }`,
].join("\n");
