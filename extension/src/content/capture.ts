/** Catches attached files as the original File, at the input, the paste and the drop, before the page does. */

/** The files that an event brings, or none. Must be read while the event runs: a page empties the input right after. */
export function filesOf(event: Event): File[] {
  switch (event.type) {
    case "change": return chosen(event.composedPath()[0]);
    case "paste": return [...((event as ClipboardEvent).clipboardData?.files ?? [])];
    case "drop": return [...((event as DragEvent).dataTransfer?.files ?? [])];
    default: return [];
  }
}

function chosen(control: EventTarget | undefined): File[] {
  return control instanceof HTMLInputElement && control.type === "file" ? [...(control.files ?? [])] : [];
}
