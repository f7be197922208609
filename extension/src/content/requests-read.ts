/** Reads what the page's hook says. It comes from the page's world: whatever does not have its exact shape is nothing. */
import type { Kind } from "../protocol/draft";
import type { CarriedMedium, HookSays } from "../protocol/requests";

export type Asked = Extract<HookSays, { say: "ask" }>;

const KINDS: readonly string[] = ["post", "reply", "quote", "edit", "comment", "message"] satisfies Kind[];

/** What was said, or null. Never throws. */
export function readHook(data: unknown): HookSays | null {
  const said = parsed(data);
  if (!said || typeof said["known"] !== "boolean") return null;
  if (said["say"] === "held") return { say: "held", known: said["known"] };
  const { id, known, kind, texts, media } = said;
  if (said["say"] !== "ask" || !Number.isSafeInteger(id) || !KINDS.includes(kind as string)) return null;
  if (!isListOf(texts, (text) => typeof text === "string") || !isListOf(media, isMedium)) return null;
  if (texts.length + media.length === 0) return null;
  return { say: "ask", id: id as number, known, kind: kind as Kind, texts: texts as string[], media: media as CarriedMedium[] };
}

function parsed(data: unknown): Record<string, unknown> | null {
  if (typeof data !== "string") return null;
  try {
    const value: unknown = JSON.parse(data);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isMedium(value: unknown): boolean {
  return isObject(value) && ["name", "type", "base64"].every((key) => typeof value[key] === "string") && Number.isSafeInteger(value["size"]);
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): value is unknown[] {
  return Array.isArray(value) && value.every(isItem);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
