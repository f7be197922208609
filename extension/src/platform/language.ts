/** The languages that the browser speaks to its user in. */
import { api } from "./browser";

/** Most wanted first, as BCP 47 tags; the browser's own interface leads. */
export function uiLanguages(): readonly string[] {
  return [api.i18n.getUILanguage(), ...(globalThis.navigator?.languages ?? [])];
}

/** A text of _locales in the browser's language. */
export function localMessage(key: string): string {
  return api.i18n.getMessage(key);
}
