/** Handlers for what a content script asks about itself: settings, coverage, and whether the companion is back. */
import { openOptions } from "../../platform/browser";
import { builtinHosts } from "../../sites";
import { showCoverage } from "../badge";
import { noteCoverage } from "../coverage";
import { pairingSource } from "../credentials";
import { checkHealth, lastHealth } from "../health";
import type { Handlers } from "../router";
import { currentLocale, settings } from "../settings";

export const pageHandlers: Pick<Handlers, "settings" | "coverage" | "ping" | "options.open"> = {
  settings: {
    trust: "content",
    async handle() {
      const [{ hosts, locale }, source] = await Promise.all([settings(), pairingSource()]);
      return { ok: true, locale, paired: source !== "none", hosts: { ...builtinHosts(), ...hosts } };
    },
  },
  coverage: {
    trust: "content",
    async handle(request, sender) {
      const coverage = await noteCoverage(request, sender);
      if (coverage && sender.tab !== null) {
        await showCoverage(sender.tab, coverage, (await lastHealth()).state, await currentLocale());
      }
      return { ok: true };
    },
  },
  ping: {
    trust: "content",
    async handle() {
      const { version, policyVersion } = await checkHealth();
      return { ok: true, version, policy_version: policyVersion };
    },
  },
  "options.open": {
    trust: "content",
    async handle() {
      await openOptions();
      return { ok: true };
    },
  },
};
