/** The visitor's language and appearance, kept in this browser and shown on the root element. */
import { useEffect, useState } from "react";
import en from "./locales/en.json";
import id from "./locales/id.json";

export type Locale = "en" | "id";
export type Theme = "auto" | "light" | "dark";
export type Strings = typeof en;

export const LOCALES: Record<Locale, Strings> = { en, id };

function stored<T extends string>(key: string, allowed: readonly T[], fallback: T): T {
  try {
    const value = localStorage.getItem(key) as T | null;
    return value && allowed.includes(value) ? value : fallback;
  } catch {
    return fallback; // storage can be denied; the page works without it
  }
}

function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // as above
  }
}

/** Indonesian for browsers set to it (older ones say `in`), English for all others. */
function browserLocale(): Locale {
  return /^(id|in)\b/i.test(navigator.language) ? "id" : "en";
}

export function usePreferences() {
  const [locale, setLocale] = useState<Locale>(() => stored("saring.practice.locale", ["en", "id"], browserLocale()));
  const [theme, setTheme] = useState<Theme>(() => stored("saring.practice.theme", ["auto", "light", "dark"], "auto"));
  useEffect(() => {
    document.documentElement.lang = locale;
    document.title = LOCALES[locale].title;
    store("saring.practice.locale", locale);
  }, [locale]);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    store("saring.practice.theme", theme);
  }, [theme]);
  return { locale, setLocale, theme, setTheme, strings: LOCALES[locale] };
}

/** Fills `{name}` gaps; a gap without a value stays as it is, so that it is seen. */
export function fill(sentence: string, values: Record<string, string>): string {
  return sentence.replace(/\{(\w+)\}/g, (gap, name: string) => values[name] ?? gap);
}
