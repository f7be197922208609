/** The background's entry. Every listener is registered in this first run, or the event that woke us would be lost. */
import { onStart } from "../platform/browser";
import { onPermissions } from "../platform/hosts";
import { onMessage, standing } from "../platform/listen";
import { onStored } from "../platform/storage";
import { onTabClosed } from "../platform/tabs";
import { showCompanion } from "./badge";
import { forgetTab } from "./coverage";
import { pageHandlers } from "./handlers/page";
import { pairingHandlers } from "./handlers/pairing";
import { recordHandlers } from "./handlers/record";
import { screeningHandlers } from "./handlers/screening";
import { statusHandlers } from "./handlers/status";
import { checkHealth, forgetHealth, lastHealth, onHealth } from "./health";
import { route, type Router } from "./router";
import { coverAddedHosts, currentLocale } from "./settings";

const router: Router = {
  handlers: { ...screeningHandlers, ...recordHandlers, ...pageHandlers, ...pairingHandlers, ...statusHandlers },
  standing,
  locale: currentLocale,
};

onMessage((message, sender) => route(router, message, sender));
onHealth(() => void refreshButton());
onTabClosed((tab) => void forgetTab(tab));
onPermissions(() => void coverAddedHosts());
onStored((area, keys) => {
  if (area === "managed" || (area === "local" && keys.includes("pairing"))) void lookAgain();
  if (area === "managed" || (area === "local" && keys.includes("hosts"))) void coverAddedHosts();
  if (area === "local" && keys.includes("locale")) void refreshButton();
});
onStart(() => {
  void coverAddedHosts();
  void lookAgain();
});

async function lookAgain(): Promise<void> {
  forgetHealth();
  // Failing is an answer too: it is noted, and the button shows it.
  await checkHealth().catch(() => undefined);
  await refreshButton();
}

async function refreshButton(): Promise<void> {
  await showCompanion((await lastHealth()).state, await currentLocale());
}
