/** Which events publish: what a person does, as data, so that the gate and its tests run over the same table. */
import type { KeyName, Site } from "../sites";

/** On a publish button. Pages may act on any of these; a click alone would not do. */
export const BUTTON_EVENTS = [
  "click", "auxclick", "dblclick", "pointerdown", "pointerup", "mousedown", "mouseup", "touchstart", "touchend",
] as const;

export const KEY_EVENTS = ["keydown", "keypress", "keyup"] as const;

/** Events after which the draft is another one, whether or not it can be seen yet: they shut the gate at once. */
export const CHANGE_EVENTS = ["beforeinput", "input", "paste", "cut", "drop", "compositionend"] as const;

/** Events that may leave the draft as it is (`change` also means that the focus went from a field to the button). */
export const COMPARE_EVENTS = ["change", "compositionstart"] as const;

/** The publish shortcut that a key event is, or null. Keys of an input method belong to the method. */
export function keyOf(event: KeyboardEvent): KeyName | null {
  if (event.key !== "Enter" && event.code !== "NumpadEnter") return null;
  if (event.isComposing || event.keyCode === 229) return null;
  if (event.ctrlKey || event.metaKey) return "ctrl-enter";
  if (event.altKey) return "alt-enter";
  return event.shiftKey ? null : "enter";
}

/** Does this key publish from here? `editor` is where the caret is, null if it is elsewhere in the composer. */
export function publishesByKey(site: Site, key: KeyName, editor: Element | null): boolean {
  return site.keys.some((entry) => entry.key === key && (!entry.within || (editor !== null && editor.closest(entry.within) !== null)));
}

/** Keys that press a button which has the focus. */
export function pressesButton(event: KeyboardEvent): boolean {
  return event.key === "Enter" || event.key === " " || event.code === "NumpadEnter";
}

/** A touch keyboard sends no Enter key, only the edit that it stands for. */
export function isEnterEdit(event: InputEvent): boolean {
  return event.inputType === "insertParagraph" || event.inputType === "insertLineBreak";
}
