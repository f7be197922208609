/** The ui's own words in both languages. Explanations of findings come localised from the companion. */
import en from "./locales/en.json";
import id from "./locales/id.json";

export type Locale = "en" | "id";
export type Key = keyof typeof en;

const WORDS: Record<Locale, Record<string, string>> = { en, id };

/** The sentence for `key`, its `{gaps}` filled. */
export function words(locale: Locale, key: Key, values: Record<string, string | number> = {}): string {
  const sentence = WORDS[locale][key] ?? en[key];
  return sentence.replace(/\{(\w+)\}/g, (gap, name: string) => String(values[name] ?? gap));
}

/** The sentence for a key made at run time from wire values, or null when there is none. */
export function wordsIfAny(locale: Locale, key: string, values: Record<string, string | number> = {}): string | null {
  return Object.hasOwn(en, key) ? words(locale, key as Key, values) : null;
}

/** `base.one` or `base.other`, by the language's own plural rules. */
export function counted(locale: Locale, base: string, count: number): string {
  const form = new Intl.PluralRules(locale).select(count) === "one" ? "one" : "other";
  return words(locale, `${base}.${form}` as Key, { count });
}

/** `auto` follows the browser: Indonesian where it asks for Indonesian, otherwise English. */
export function resolveLocale(choice: "auto" | Locale, languages: readonly string[]): Locale {
  if (choice !== "auto") return choice;
  for (const language of languages) {
    const base = language.toLowerCase().split("-")[0];
    if (base === "id" || base === "in") return "id";
    if (base === "en") return "en";
  }
  return "en";
}
