/** Checks that a value is a well-formed site; every mistake is named with its place. */
import type { Site } from "./types";

type Check = (value: unknown, where: string, errors: string[]) => void;

const text: Check = (value, where, errors) => {
  if (typeof value !== "string" || value.trim() === "") errors.push(`${where}: a non-empty string is needed`);
};

const matching = (pattern: RegExp, what: string): Check => (value, where, errors) => {
  if (typeof value !== "string" || !pattern.test(value)) errors.push(`${where}: ${what} is needed`);
};

const oneOf = (...allowed: string[]): Check => (value, where, errors) => {
  if (!allowed.includes(value as string)) errors.push(`${where}: one of ${allowed.join(", ")} is needed`);
};

const list = (item: Check, least = 0): Check => (value, where, errors) => {
  if (!Array.isArray(value)) errors.push(`${where}: a list is needed`);
  else {
    if (value.length < least) errors.push(`${where}: at least ${least} entry is needed`);
    value.forEach((entry, index) => item(entry, `${where}/${index}`, errors));
  }
};

/** An object with exactly these keys; a `?` after a name makes it optional. */
const shape = (keys: Record<string, Check>): Check => (value, where, errors) => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    errors.push(`${where}: an object is needed`);
    return;
  }
  const known = new Map(Object.entries(keys).map(([name, check]) => [name.replace("?", ""), { check, optional: name.endsWith("?") }]));
  for (const name of Object.keys(value)) if (!known.has(name)) errors.push(`${where}/${name}: unknown key`);
  for (const [name, { check, optional }] of known) {
    const found = (value as Record<string, unknown>)[name];
    if (found === undefined) {
      if (!optional) errors.push(`${where}/${name}: missing`);
    } else check(found, `${where}/${name}`, errors);
  }
};

const expression: Check = (value, where, errors) => {
  try {
    new RegExp(value as string, "u");
  } catch {
    errors.push(`${where}: a regular expression is needed`);
  }
};

/** A selector that the browser understands. */
const selector: Check = (value, where, errors) => {
  try {
    document.createDocumentFragment().querySelector(value as string);
    text(value, where, errors);
  } catch {
    errors.push(`${where}: not a CSS selector`);
  }
};

const pointer = matching(/^(\/[^/]+)+$/, "a JSON pointer");

const number = (least: number, most: number, value: unknown, where: string, errors: string[]) => {
  if (!Number.isInteger(value) || (value as number) < least || (value as number) > most) errors.push(`${where}: a number from ${least} to ${most} is needed`);
};

const json: Check = (value, where, errors) => {
  try {
    JSON.parse(value as string);
  } catch {
    errors.push(`${where}: JSON is needed`);
  }
};

const labels = shape({ en: list(text, 1), id: list(text, 1) });
const entry = { seen: matching(/^20\d\d-\d\d(-\d\d)?$/, "a date (YYYY-MM or YYYY-MM-DD)"), confidence: oneOf("A", "B", "C"), "note?": text };
const selectorEntry = shape({ ...entry, selector });
const KINDS = ["post", "reply", "quote", "edit", "comment", "message"];

const site = shape({
  id: matching(/^[a-z][a-z0-9-]*$/, "a name in lower case"),
  title: text,
  hosts: list(matching(/^[a-z0-9.-]+(:\d+)?(\/[^\s?#]*)?$/, "a host, or host/path-prefix,")),
  recognise: list(selectorEntry),
  shadow: list(selectorEntry),
  scope: list(selectorEntry),
  editors: list(selectorEntry, 1),
  fields: list(selectorEntry),
  buttons: list(shape({ ...entry, selector, "labels?": labels, reach: oneOf("composer", "page") }), 1),
  keys: list(shape({ ...entry, key: oneOf("ctrl-enter", "alt-enter", "enter"), "within?": selector })),
  media: shape({
    inputs: list(selectorEntry),
    previews: list(selectorEntry),
    alts: list(shape({ ...entry, where: oneOf("preview", "item", "page"), selector, "attribute?": text })),
    libraries: list(matching(/^[a-z0-9.-]+$/, "a domain")),
  }),
  kinds: list(shape({ ...entry, kind: oneOf(...KINDS), "labels?": labels, "path?": expression, "within?": selector })),
  requests: list(shape({
    ...entry, purpose: oneOf("publish", "upload"), kind: oneOf(...KINDS), methods: list(oneOf("POST", "PUT", "PATCH"), 1), path: expression,
    body: oneOf("json", "form", "multipart", "bytes"), texts: list(pointer),
    "refusal?": shape({ status: (value, where, errors) => number(400, 599, value, where, errors), body: json }),
  })),
});

/** All mistakes in `value`, as `place: what is needed`; none for a good site. */
export function siteErrors(value: unknown, id?: string): string[] {
  const errors: string[] = [];
  site(value, "", errors);
  if (id !== undefined && (value as Partial<Site> | null)?.id !== id) errors.push(`/id: must be the file's name, ${id}`);
  return errors;
}
