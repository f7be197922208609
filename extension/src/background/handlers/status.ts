/** Handlers for the extension's own pages: what is the case, and the person's choices. */
import type { Handlers } from "../router";
import { setSettings } from "../settings";
import { status } from "../status";

export const statusHandlers: Pick<Handlers, "status" | "settings.set"> = {
  status: { trust: "own-page", handle: ({ tab }) => status(tab) },
  "settings.set": {
    trust: "own-page",
    async handle(request) {
      await setSettings(request);
      return { ok: true };
    },
  },
};
