/** Status shapes, drawn on a 16 by 16 grid: each phase can be told by its outline alone. */
import { svg } from "./dom";

/** `p:` a stroked path, `c:` a stroked circle `cx cy r`, `d:` a filled dot `cx cy r`. */
const SHAPES = {
  sieve: ["p:M1.8 4.2h12.4", "p:M2.8 4.4c.2 4 2.4 6 5.2 6s5-2 5.2-6", "d:5.4 6.5 .75", "d:8 6.5 .75", "d:10.6 6.5 .75",
    "p:M8 12.6v1.6"],
  tick: ["c:8 8 6.3", "p:M5.1 8.3l2 2 3.8-4.3"],
  question: ["c:8 8 6.3", "p:M6.2 6.4c.1-2.3 3.7-2.3 3.7 0 0 1.4-1.8 1.4-1.8 2.7", "d:8.1 11.3 .85"],
  eye: ["p:M1.4 8c1.7-2.9 3.9-4.3 6.6-4.3S12.9 5.1 14.6 8c-1.7 2.9-3.9 4.3-6.6 4.3S3.1 10.9 1.4 8z",
    "c:8 8 1.9"],
  clock: ["c:8 8 6.3", "p:M8 4.5v3.7l2.4 1.5"],
  octagon: ["p:M5.4 1.7h5.2l3.7 3.7v5.2l-3.7 3.7H5.4l-3.7-3.7V5.4z", "p:M5.2 8h5.6"],
  triangle: ["p:M8 2.1l6.3 11.3H1.7z", "p:M8 6.3v3.2", "d:8 11.4 .8"],
  plug: ["p:M5.7 1.7v3.2M10.3 1.7v3.2", "p:M3.9 5h8.2v2.3a4.1 4.1 0 0 1-8.2 0z", "p:M8 11.4v3"],
  shield: ["p:M8 1.6l5.3 2v4c0 3.3-2.1 5.5-5.3 6.8-3.2-1.3-5.3-3.5-5.3-6.8v-4z", "p:M6.2 6.2l3.6 3.6M9.8 6.2L6.2 9.8"],
  link: ["p:M6.6 4.5l1.5-1.5a3.1 3.1 0 0 1 4.4 0l.500.5a3.1 3.1 0 0 1 0 4.4L11.5 9.4",
    "p:M9.4 11.5l-1.5 1.5a3.1 3.1 0 0 1-4.4 0L3 12.5a3.1 3.1 0 0 1 0-4.4l1.5-1.5"],
  arrows: ["p:M5 13.7V3M2.3 5.7L5 2.8l2.7 2.9", "p:M11 2.3V13M8.3 10.3l2.7 2.9 2.7-2.9"],
  reload: ["p:M13.3 8a5.3 5.3 0 1 1-1.7-3.9", "p:M13.5 1.9v3.3h-3.3"],
  close: ["p:M4 4l8 8M12 4l-8 8"],
} as const;

export type IconName = keyof typeof SHAPES;

/** Decoration only: the words beside it carry the meaning, so it is hidden from assistive technology. */
export function icon(name: IconName): SVGElement {
  const drawing = svg("svg", {
    viewBox: "0 0 16 16", width: "16", height: "16", "aria-hidden": "true", focusable: "false", class: "icon",
    fill: "none", stroke: "currentColor", "stroke-width": "1.6", "stroke-linecap": "round", "stroke-linejoin": "round",
  });
  drawing.append(...SHAPES[name].map(shape));
  return drawing;
}

function shape(code: string): SVGElement {
  const [kind, body] = [code[0], code.slice(2)];
  if (kind === "p") return svg("path", { d: body });
  const [cx = "0", cy = "0", r = "0"] = body.split(" ");
  return svg("circle", kind === "d" ? { cx, cy, r, fill: "currentColor", stroke: "none" } : { cx, cy, r });
}
