/** The background's sentences in both languages: one per failure code, and the toolbar button's titles. */
import en from "./sentences/en.json";
import id from "./sentences/id.json";

const SENTENCES: Record<"en" | "id", Record<string, string>> = { en, id };

/** The sentence for `key`, or `otherwise` where there is none. */
export function sentence(locale: "en" | "id", key: string, otherwise = ""): string {
  return Object.hasOwn(SENTENCES[locale], key) ? (SENTENCES[locale][key] ?? otherwise) : otherwise;
}
