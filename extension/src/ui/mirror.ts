/** Underlines words of a textarea: an invisible copy of its text lies exactly over it, with only the marks drawn. */
import type { Mark } from "../protocol/state";
import { h } from "./dom";
import { SEVERITIES, type Severity } from "./marks";
import { visibleRect } from "./surroundings";

type Field = HTMLTextAreaElement | HTMLInputElement;
type FieldMark = Extract<Mark, { kind: "textarea" }>;

export interface Segment {
  text: string;
  severity: Severity | null;
  findings: number[];
}

/**
 * Cut a text at the edges of its marks (UTF-16, half-open; out-of-range and empty marks are dropped). Where marks overlap, the
 * strictest severity is drawn and all findings are kept. The segments' texts join to the whole text again.
 */
export function segments(text: string, marks: Pick<FieldMark, "start" | "end" | "severity" | "finding">[]): Segment[] {
  const fitting = marks
    .map((mark) => ({ ...mark, start: Math.max(0, mark.start), end: Math.min(text.length, mark.end) }))
    .filter((mark) => mark.start < mark.end);
  const edges = [...new Set([0, text.length, ...fitting.flatMap((mark) => [mark.start, mark.end])])].sort((a, b) => a - b);
  return edges.slice(1).map((end, index) => {
    const start = edges[index] as number;
    const over = fitting.filter((mark) => mark.start < end && mark.end > start);
    const severity = [...SEVERITIES].reverse().find((level) => over.some((mark) => mark.severity === level)) ?? null;
    return { text: text.slice(start, end), severity, findings: over.map((mark) => mark.finding) };
  });
}

/** What decides where a field breaks its lines. */
const COPIED = [
  "fontFamily", "fontSize", "fontStyle", "fontWeight", "fontStretch", "fontVariant", "fontFeatureSettings", "fontKerning",
  "lineHeight", "letterSpacing", "wordSpacing", "textAlign", "textIndent", "textTransform", "textRendering", "direction", "tabSize",
  "wordBreak", "overflowWrap", "whiteSpace", "lineBreak", "hyphens", "paddingTop", "paddingRight", "paddingBottom", "paddingLeft",
] as const;

interface Mirror {
  field: Field;
  outer: HTMLElement;
  lines: HTMLElement;
  stop: AbortController;
}

export interface Mirrors {
  draw(marks: FieldMark[]): void;
  follow(): void;
  show(finding: number, milliseconds: number): void;
  dispose(): void;
}

export function makeMirrors(layer: HTMLElement): Mirrors {
  const mirrors = new Map<Field, Mirror>();
  const remove = (mirror: Mirror): void => {
    mirror.stop.abort();
    mirror.outer.remove();
    mirrors.delete(mirror.field);
  };
  return {
    draw(marks) {
      const byField = new Map<Field, FieldMark[]>();
      for (const mark of marks) byField.set(mark.element, [...(byField.get(mark.element) ?? []), mark]);
      for (const mirror of mirrors.values()) if (!byField.has(mirror.field)) remove(mirror);
      for (const [field, own] of byField) {
        const mirror = mirrors.get(field) ?? make(field, layer);
        mirrors.set(field, mirror);
        fill(mirror, own);
        lay(mirror);
      }
    },
    follow: () => mirrors.forEach(lay),
    show(finding, milliseconds) {
      for (const mark of layer.querySelectorAll<HTMLElement>(`mark[data-findings~="${finding}"]`)) {
        mark.dataset["shown"] = "";
        setTimeout(() => delete mark.dataset["shown"], milliseconds);
      }
    },
    dispose: () => [...mirrors.values()].forEach(remove),
  };
}

function make(field: Field, layer: HTMLElement): Mirror {
  const lines = h("div", { class: "lines" });
  const outer = h("div", { class: "mirror", attrs: { "aria-hidden": "true" } }, lines);
  const stop = new AbortController();
  const mirror = { field, outer, lines, stop };
  field.addEventListener("scroll", () => lay(mirror), { signal: stop.signal, passive: true });
  // Between a keystroke and the next verdict the marks would lie beside the words.
  field.addEventListener("input", () => lines.replaceChildren(), { signal: stop.signal });
  layer.append(outer);
  return mirror;
}

function fill({ field, lines }: Mirror, marks: FieldMark[]): void {
  const nodes = segments(field.value, marks).map(({ text, severity, findings }) => severity
    ? h("mark", { attrs: { "data-severity": severity, "data-findings": findings.join(" ") } }, text)
    : document.createTextNode(text));
  // A line break at the very end opens a line in a textarea, but not in a div.
  lines.replaceChildren(...nodes, "\u200b");
}

function lay({ field, outer, lines }: Mirror): void {
  const visible = visibleRect(field);
  outer.hidden = !visible;
  if (!visible) return;
  const style = getComputedStyle(field);
  for (const name of COPIED) lines.style[name] = style[name];
  const box = field.getBoundingClientRect();
  // A page's `zoom` or a scaling transform shows as the ratio of what is drawn to what is laid out.
  const scale = field.offsetWidth > 0 ? box.width / field.offsetWidth : 1;
  const left = box.left + field.clientLeft * scale;
  const top = box.top + field.clientTop * scale;
  Object.assign(outer.style, {
    left: `${left}px`, top: `${top}px`,
    width: `${field.clientWidth}px`, height: `${field.clientHeight}px`,
    transform: scale === 1 ? "none" : `scale(${scale})`, transformOrigin: "0 0",
    clipPath: `inset(${insets(visible, { left, top }, field, scale)})`,
  });
  lines.style.width = `${field.clientWidth}px`;
  lines.style.transform = `translate(${-field.scrollLeft}px, ${-field.scrollTop}px)`;
  if (field instanceof HTMLInputElement) centre(field, lines, style);
}

function insets(
  visible: { left: number; top: number; right: number; bottom: number }, at: { left: number; top: number }, field: Field, scale: number,
): string {
  const cut = [
    visible.top - at.top, at.left + field.clientWidth * scale - visible.right,
    at.top + field.clientHeight * scale - visible.bottom, visible.left - at.left,
  ];
  return cut.map((side) => `${Math.max(0, side / scale)}px`).join(" ");
}

/** A one-line field keeps its text in the middle and never wraps. */
function centre(field: HTMLInputElement, lines: HTMLElement, style: CSSStyleDeclaration): void {
  const height = field.clientHeight - Number.parseFloat(style.paddingTop) - Number.parseFloat(style.paddingBottom);
  lines.style.lineHeight = `${height}px`;
  lines.style.whiteSpace = "pre";
  lines.style.width = "max-content";
}
