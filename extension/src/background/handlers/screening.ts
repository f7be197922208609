/** Handlers for drafts and pictures. */
import type { Handlers } from "../router";
import { screen, sendMedia } from "../screening";

export const screeningHandlers: Pick<Handlers, "screen" | "media"> = {
  screen: { trust: "content", handle: screen },
  media: {
    trust: "content",
    async handle({ sha256, base64 }) {
      await sendMedia(sha256, base64);
      return { ok: true };
    },
  },
};
