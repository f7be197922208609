/** All hooks on one window. */
import { hookBeacon } from "./beacon";
import { hookFetch } from "./fetch";
import { hookForms } from "./form";
import { Guard } from "./guard";
import type { Line } from "./line";
import { cloakSources } from "./natives";
import { hookXhr } from "./xhr";

export function install(scope: Window & typeof globalThis, line: Line): void {
  const guard = new Guard(line);
  cloakSources(scope.Function.prototype);
  hookFetch(scope, guard);
  hookXhr(scope, guard);
  hookBeacon(scope, guard);
  hookForms(scope, guard);
}
