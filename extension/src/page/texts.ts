/** The words in a body: at the places that a rule names, and everywhere. */
import { comparable } from "../protocol/requests";
import type { Payload } from "./payload";

/** JSON inside JSON inside a form field is as deep as sites go. */
const DEEPEST = 6;

/** The body as one value: JSON as it is, a form as an object of its fields' values, or null if it is neither. */
export function treeOf(payload: Payload, expected: "json" | "form" | "multipart" | "bytes" | null): unknown {
  if (payload.form === "entries") return fieldsOf(payload.entries);
  const text = payload.form === "text" ? payload.text : payload.form === "bytes" ? payload.text : undefined;
  if (text === undefined) return null;
  const json = parsed(text);
  if (json !== undefined) return json;
  return expected === "form" || isForm(text) ? fieldsOf([...new URLSearchParams(text).entries()]) : null;
}

/** The non-empty texts at a pointer: `/variables/tweet_text`, `/writes/0/value/text`. */
export function textsAt(tree: unknown, pointer: string): string[] {
  const names = pointer.split("/").slice(1).map((name) => name.replace(/~1/g, "/").replace(/~0/g, "~"));
  return names.reduce((found, name) => found.flatMap((value) => step(value, name)), [tree])
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter((value): value is string => typeof value === "string" && value.trim() !== "");
}

/** Every string in the value, JSON inside of strings taken apart. */
export function stringsIn(value: unknown, depth = 0): string[] {
  if (typeof value === "string") {
    const inner = depth < DEEPEST ? nested(value) : undefined;
    return inner === undefined ? [value] : stringsIn(inner, depth + 1);
  }
  if (typeof value !== "object" || value === null || value instanceof Blob) return [];
  return Object.values(value).flatMap((entry) => stringsIn(entry, depth));
}

/** The strings that hold one of the watched lines. */
export function carriers(strings: readonly string[], watched: readonly string[]): string[] {
  if (watched.length === 0) return [];
  const shortest = Math.min(...watched.map((line) => line.length));
  return strings.filter((text) => {
    // Most strings of most bodies are names and numbers; `comparable` never makes one longer.
    if (text.length < shortest) return false;
    const flat = comparable(text);
    return watched.some((line) => flat.includes(line));
  });
}

/** Every text of the body; one that is neither JSON nor a form is one text. */
export function allTexts(payload: Payload): string[] {
  const tree = treeOf(payload, null);
  if (tree !== null) return stringsIn(tree);
  const text = payload.form === "text" ? payload.text : payload.form === "bytes" ? payload.text : undefined;
  return text === undefined ? [] : [text];
}

function step(value: unknown, name: string): unknown[] {
  const within = typeof value === "string" ? parsed(value) : value;
  if (typeof within !== "object" || within === null || within instanceof Blob) return [];
  if (Array.isArray(within) && name !== "*" && !/^\d+$/.test(name)) return within.flatMap((entry) => step(entry, name));
  if (name === "*") return Object.values(within);
  return Object.hasOwn(within, name) ? [(within as Record<string, unknown>)[name]] : [];
}

/** A field given several times has a list of values; a pointer goes through it as if each were the field. */
function fieldsOf(entries: [string, string | Blob][]): Record<string, (string | Blob)[]> {
  const fields: Record<string, (string | Blob)[]> = Object.create(null) as Record<string, (string | Blob)[]>;
  for (const [name, value] of entries) (fields[name] ??= []).push(value);
  return fields;
}

/** Only what looks like an object or a list is taken for JSON: a post that says `12` or `null` is a text. */
function nested(text: string): unknown {
  return /^\s*[[{]/.test(text) ? parsed(text) : undefined;
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function isForm(text: string): boolean {
  return /^[^\s=&{}<>"]+=[^\s<>"]*$/.test(text);
}
