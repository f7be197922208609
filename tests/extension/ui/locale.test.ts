/** Both languages say everything, with the same gaps, and neither is a copy of the other. */
import { describe, expect, it } from "vitest";
import enBrowser from "../../../extension/_locales/en/messages.json";
import idBrowser from "../../../extension/_locales/id/messages.json";
import { counted, resolveLocale, words, wordsIfAny, type Key } from "../../../extension/src/ui/locale";
import en from "../../../extension/src/ui/locales/en.json";
import id from "../../../extension/src/ui/locales/id.json";
import { LOOKS } from "../../../extension/src/ui/phases";

/** The same on purpose: names, and a frame with nothing but gaps in it. */
const ALIKE = new Set(["name", "panel.label", "language.en", "language.id", "what.place", "what.video"]);

const REASONS = ["cannot_check", "too_large", "timed_out", "companion_unreachable", "companion_unverified", "policy_missing",
  "policy_expired", "model_missing", "busy", "version_mismatch"];
const FAILURES = ["pairing_closed", "pairing_busy", "pairing_expired", "too_many_tries", "wrong_code", "managed",
  "companion_unreachable", "companion_unverified", "version_mismatch", "other"];

const gaps = (sentence: string): string[] => [...sentence.matchAll(/\{\w+\}/g)].map(String).sort();

describe("the two languages", () => {
  it("have the same keys in the same order", () => expect(Object.keys(id)).toEqual(Object.keys(en)));

  it.each(Object.keys(en))("%s: the same gaps, and a sentence of its own", (key) => {
    const [english, indonesian] = [en[key as Key], id[key as Key]];
    expect(gaps(indonesian)).toEqual(gaps(english));
    expect(english.trim()).not.toBe("");
    expect(indonesian === english).toBe(ALIKE.has(key));
  });

  it("name the extension for the browser's own pages", () => {
    expect(Object.keys(idBrowser)).toEqual(Object.keys(enBrowser));
    // Limits of the Chrome Web Store: 75 characters for a name, 132 for a description.
    for (const file of [enBrowser, idBrowser]) {
      expect(file.name.message.length).toBeLessThanOrEqual(75);
      expect(file.description.message.length).toBeLessThanOrEqual(132);
    }
  });

  it.each([
    ...Object.keys(LOOKS).flatMap((phase) => [`phase.${phase}`, `title.${phase}`, `say.${phase}`]),
    ...REASONS.map((reason) => `reason.${reason}`), ...FAILURES.map((code) => `fail.${code}`),
    ...["allow", "log", "warn", "review", "block"].map((action) => `action.${action}`),
    ...["G", "PG", "PG13", "R", "X"].map((rating) => `rating.${rating}`),
    ...["text", "alt", "image_text", "image"].map((field) => `where.${field}`),
  ])("%s, a key made at run time, is there", (key) => expect(wordsIfAny("id", key)).toBeTruthy());
});

describe("words", () => {
  it("fills gaps, and leaves one that has no value visible", () => {
    expect(words("en", "where.part", { where: "In the text", part: 2 })).toBe("In the text, part 2");
    expect(words("en", "where.part", { where: "x" })).toContain("{part}");
  });

  it("does not take a value for a gap", () => {
    expect(words("en", "where.part", { where: "{part}", part: 7 })).toBe("{part}, part 7");
  });

  it("knows nothing of keys that are not its own", () => {
    expect(wordsIfAny("en", "toString")).toBeNull();
    expect(wordsIfAny("en", "what.unheard-of")).toBeNull();
  });

  it.each([["en", 1, "1 try left"], ["en", 0, "0 tries left"], ["en", 5, "5 tries left"], ["id", 1, "Sisa 1 kali percobaan"]] as const)(
    "counts in %s: %i", (locale, count, said) => expect(counted(locale, "options.pair.tries", count)).toBe(said));
});

describe("resolveLocale", () => {
  it.each([
    ["auto", ["id-ID"], "id"], ["auto", ["in"], "id"], ["auto", ["ID"], "id"], ["auto", ["fr", "id"], "id"], ["auto", ["en-GB", "id"], "en"],
    ["auto", ["fr"], "en"], ["auto", [], "en"], ["auto", ["idx"], "en"], ["en", ["id"], "en"], ["id", ["en"], "id"],
  ] as const)("%s with %j is %s", (choice, languages, locale) => expect(resolveLocale(choice, languages)).toBe(locale));
});
