/**
 * Draws the demonstration page: one card per phase. Query: `ground=dark`, `lang=id`, `open=<phase>` opens that panel,
 * `only=<phase>` leaves the others out, `field=textarea` types into a textarea.
 */
import type { Mark, Phase, PictureView } from "../protocol/state";
import type { Action, FindingWire, UncheckedWire, VerdictWire } from "../protocol/verdict";
import { h } from "./dom";
import type { Locale } from "./locale";
import { LOOKS } from "./phases";
import { mountComposerView, type ComposerView } from "./view";

const query = new URLSearchParams(location.search);
const locale: Locale = query.get("lang") === "id" ? "id" : "en";
const DRAFTS: Record<Locale, string> = {
  en: "Our new balm cures every headache, guaranteed. Beats Acme by far!",
  id: "Balsem baru kami menyembuhkan semua sakit kepala, dijamin. Jauh di atas Acme!",
};
const MARKED: Record<Locale, string[]> = { en: ["cures", "Acme"], id: ["menyembuhkan", "Acme"] };
const TEXTS = {
  en: [["Claims of healing", "“Cures” promises a medical effect that the product may not claim.", "Say what it does, for example “soothes”.", "Legal, Dewi Lestari"],
    ["Competitors by name", "The name of a competitor stands in the text.", "Leave the comparison out, or ask the brand team.", "Brand team"],
    ["Nudity in pictures", "A part of this picture looks like bare skin that the policy does not allow.", "Choose another picture, or crop it.", "Brand team"]],
  id: [["Klaim penyembuhan", "“Menyembuhkan” menjanjikan khasiat medis yang tidak boleh diklaim produk ini.", "Tulis apa yang dilakukannya, misalnya “meredakan”.", "Legal, Dewi Lestari"],
    ["Nama pesaing", "Ada nama pesaing di dalam teks.", "Hilangkan perbandingannya, atau tanyakan ke tim merek.", "Tim merek"],
    ["Ketelanjangan pada gambar", "Sebagian gambar ini tampak seperti kulit terbuka yang tidak diizinkan kebijakan.", "Pilih gambar lain, atau potong gambarnya.", "Tim merek"]],
} as const;

const WORST: Partial<Record<Phase, Action>> = { confirm: "warn", review: "review", waiting: "review", blocked: "block" };
const NEEDS = { confirm: "confirmation", review: "approval", waiting: "approval", blocked: "change" } as const;

function finding(index: number, action: Action): FindingWire {
  const [title = "", explanation = "", advice = "", owner = ""] = TEXTS[locale][index] ?? [];
  const picture = index === 2;
  return {
    rule: `demo.${index}`, detector: "demo", category: "", dimension: "sexual", rating: picture ? "R" : null, action, part: 0,
    field: picture ? "image" : "text", media: picture ? 0 : null, start: null, end: null,
    box: picture ? [120, 60, 140, 90] : null, frame: null, title, explanation, advice, owner,
  };
}

const LOST: UncheckedWire = {
  reason: "too_large", what: "media", part: 0, media: 1, action: "block",
  explanation: locale === "id" ? "Gambar ini lebih besar dari 40 megapiksel." : "This picture has more than 40 megapixels.",
};

const POLICY = {
  en: { id: "demo", title: "Example brand", owner: "Brand team" }, id: { id: "demo", title: "Merek Contoh", owner: "Tim merek" },
};
const NOTHING: VerdictWire = {
  action: "allow", opens: true, needs: null, digest: "", revision: 1, policy_version: "demo-1", policy: POLICY[locale], expires: 0,
  ratings: {}, approval: null, findings: [], unchecked: [],
};

function verdictFor(phase: Phase): VerdictWire | null {
  if (phase === "clear") return NOTHING;
  if (phase === "unchecked") return { ...NOTHING, action: "block", opens: false, needs: "change", unchecked: [LOST] };
  const action = WORST[phase];
  if (!action) return null;
  const findings = [finding(0, action), finding(1, "warn"), ...(phase === "blocked" ? [finding(2, "block")] : [])];
  const approval = phase === "waiting" ? { id: "1", state: "waiting" as const, by: "" } : null;
  return { ...NOTHING, action, opens: false, needs: NEEDS[phase as keyof typeof NEEDS], approval, findings };
}

function marksIn(editor: HTMLElement, verdict: VerdictWire | null): Mark[] {
  return MARKED[locale].flatMap((word, index): Mark[] => {
    const action = verdict?.findings[index]?.action;
    if (action !== "warn" && action !== "review" && action !== "block") return [];
    const start = DRAFTS[locale].indexOf(word);
    const end = start + word.length;
    if (editor instanceof HTMLTextAreaElement) return [{ kind: "textarea", element: editor, start, end, finding: index, severity: action }];
    const range = document.createRange();
    range.setStart(editor.firstChild as Text, start);
    range.setEnd(editor.firstChild as Text, end);
    return [{ kind: "ranges", ranges: [range], finding: index, severity: action }];
  });
}

/** A drawn stand-in: hills under a sun, with nothing in it that anybody could object to. */
function drawnPicture(): string {
  const canvas = h("canvas", { attrs: { width: "400", height: "225" } });
  const paint = canvas.getContext("2d") as CanvasRenderingContext2D;
  const sky = paint.createLinearGradient(0, 0, 0, 225);
  sky.addColorStop(0, "#7fb2d9");
  sky.addColorStop(1, "#f4d9a8");
  paint.fillStyle = sky;
  paint.fillRect(0, 0, 400, 225);
  for (const [x, y, r, colour] of [[190, 105, 40, "#fff1c9"], [90, 260, 120, "#5b8f6a"], [300, 270, 140, "#3f7257"]] as const) {
    paint.fillStyle = colour;
    paint.beginPath();
    paint.arc(x, y, r, 0, 7);
    paint.fill();
  }
  return canvas.toDataURL();
}

function picturesFor(phase: Phase): PictureView[] {
  if (phase !== "blocked") return [];
  const label = TEXTS[locale][2][0];
  return [{ url: drawnPicture(), name: "hills.png", part: 0, media: 0, boxes: [{ box: [120, 60, 140, 90], finding: 2, label }] }];
}

function makeEditor(): HTMLElement {
  const attrs = { "aria-label": "Draft", spellcheck: "false" };
  if (query.get("field") === "textarea") {
    const field = h("textarea", { class: "editor", attrs });
    field.value = DRAFTS[locale];
    return field;
  }
  return h("div", { class: "editor", attrs: { ...attrs, contenteditable: "true", role: "textbox", "aria-multiline": "true" } }, DRAFTS[locale]);
}

function card(phase: Phase): HTMLElement {
  const publish = h("button", { class: "publish", attrs: { type: "button" } }, locale === "id" ? "Posting" : "Post");
  const tool = h("button", { class: "tool", attrs: { type: "button" } }, "GIF");
  return h("section", { class: "card", attrs: { "aria-label": phase } }, h("h2", {}, phase), makeEditor(), h("div", { class: "bar" }, tool, publish));
}

function mount(composer: HTMLElement, phase: Phase): ComposerView {
  const anchor = composer.querySelector(".publish") as HTMLElement;
  const log = (what: string) => (): void => void (composer.dataset["did"] = what);
  const events = { confirm: log("confirm"), askApproval: (note: string) => log(`ask ${note}`)(), recheck: log("recheck"), openOptions: log("options") };
  const view = mountComposerView({ anchor, composer, locale, events });
  const verdict = verdictFor(phase);
  const marks = marksIn(composer.querySelector(".editor") as HTMLElement, verdict);
  view.update({ phase, verdict, marks, pictures: picturesFor(phase), detail: "" });
  if (query.get("open") === phase) view.held();
  return view;
}

document.documentElement.lang = locale;
document.body.dataset["ground"] = query.get("ground") ?? "light";
const phases = (Object.keys(LOOKS) as Phase[]).filter((phase) => (query.get("only") ?? phase) === phase);
const cards = phases.map(card);
document.querySelector("main")?.append(...cards);
const views = cards.map((each, index) => mount(each, phases[index] as Phase));
Object.assign(window, { saringDemo: { views, phases, mount } });
