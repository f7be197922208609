/** Catches attached files as the original File, at the input, the paste and the drop, before the page does. */

/** The files that an event brings, or none. Must be read while the event runs: a page empties the input right after. */
export function filesOf(event: Event): File[] {
  const [origin] = event.composedPath();
  if (event.type === "change" && origin instanceof HTMLInputElement && origin.type === "file") return [...(origin.files ?? [])];
  if (event.type === "paste") return [...((event as ClipboardEvent).clipboardData?.files ?? [])];
  if (event.type === "drop") return [...((event as DragEvent).dataTransfer?.files ?? [])];
  return [];
}
