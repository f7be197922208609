/** Holds forms that a script submits. `submit()` raises no event that anybody else could hold. */
import type { Guard } from "./guard";
import { wrap } from "./natives";
import { payloadOf, type Payload } from "./payload";

export function hookForms(scope: Window & typeof globalThis, guard: Guard): void {
  for (const name of ["submit", "requestSubmit"]) {
    wrap(scope.HTMLFormElement.prototype, name, (original, self, args) => {
      const form = self as HTMLFormElement;
      const submitter = args[0] instanceof HTMLElement ? args[0] : null;
      const candidate = guard.look(methodOf(form, submitter), () => addressOf(form, submitter));
      const payload = candidate ? entriesOf(form, submitter) : null;
      if (!candidate || !payload || guard.now(candidate, payload) === "pass") return original(self, args);
      void guard.clears(candidate, payload).then(({ opens }) => {
        // The form may have changed meanwhile: only what was cleared goes.
        if (opens && same(payload, entriesOf(form, submitter))) original(self, args);
      }, () => undefined);
      return undefined;
    });
  }
}

function entriesOf(form: HTMLFormElement, submitter: HTMLElement | null): Payload | null {
  try {
    return payloadOf(new FormData(form, submitter));
  } catch {
    // Not a submitter of this form: the browser says so itself.
    return null;
  }
}

function methodOf(form: HTMLFormElement, submitter: HTMLElement | null): string {
  return (submitter?.getAttribute("formmethod") ?? form.getAttribute("method") ?? "get").toUpperCase();
}

/** By attribute: a field named `action` hides the form's own property. */
function addressOf(form: HTMLFormElement, submitter: HTMLElement | null): string {
  return submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? "";
}

function same(one: Payload, other: Payload | null): boolean {
  if (one.form !== "entries" || other?.form !== "entries" || one.entries.length !== other.entries.length) return false;
  return one.entries.every(([name, value], index) => {
    const [otherName, otherValue] = other.entries[index] ?? [];
    const isSame = value === otherValue || (value instanceof File && otherValue instanceof File && value.size === otherValue.size && value.lastModified === otherValue.lastModified);
    return name === otherName && isSame;
  });
}
