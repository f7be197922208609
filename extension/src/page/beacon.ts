/** Holds `navigator.sendBeacon`: no site publishes by it, so what carries a draft is refused at once. */
import type { Guard } from "./guard";
import { wrap } from "./natives";
import { payloadOf } from "./payload";

export function hookBeacon(scope: Window & typeof globalThis, guard: Guard): void {
  wrap(scope.Navigator.prototype, "sendBeacon", (original, self, args) => {
    const candidate = guard.look("POST", () => String(args[0]));
    const payload = candidate ? payloadOf(args[1]) : null;
    if (!candidate || !payload || guard.line.rules === undefined) return original(self, args);
    const said = guard.now(candidate, payload);
    if (said === "pass") return original(self, args);
    if (said === "hold" || candidate.rule) {
      guard.holdNow(candidate);
      return false;
    }
    // A blob must be read first. `true` only ever meant that the browser will try.
    void guard.clears(candidate, payload).then(({ opens }) => opens && original(self, args), () => undefined);
    return true;
  });
}
