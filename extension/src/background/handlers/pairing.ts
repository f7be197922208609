/** Handlers for pairing; own pages only, since they change whose answers are believed. */
import { cancelPairing, enterCode, forgetPairing, startPairing } from "../pairing";
import type { Handlers } from "../router";

export const pairingHandlers: Pick<Handlers, "pair.start" | "pair.code" | "pair.cancel" | "pair.forget"> = {
  "pair.start": { trust: "own-page", handle: () => startPairing() },
  "pair.code": { trust: "own-page", handle: ({ code }) => enterCode(String(code)) },
  "pair.cancel": { trust: "own-page", handle: () => cancelPairing() },
  "pair.forget": { trust: "own-page", handle: () => forgetPairing() },
};
