/** The background's end of the line: messages in, with what the browser vouches for about their sender. */
import { api } from "./browser";
import { PRESENCE } from "./messages";

export interface Sender {
  /** The sending extension's id. */
  id: string;
  /** The address of the frame or extension page it came from; "" if unknown. */
  url: string;
  tab: number | null;
  frame: number;
}

/** Answer messages. Must be called while the background's script first runs, or a message that wakes it is lost. */
export function onMessage(answer: (message: unknown, sender: Sender) => Promise<unknown>): void {
  api.runtime.onMessage.addListener((message, sender, reply) => {
    answer(message, {
      id: sender.id ?? "",
      url: sender.url ?? "",
      tab: sender.tab?.id ?? null,
      frame: sender.frameId ?? 0,
    }).then(reply, () => reply(undefined));
    // Both browsers then wait for `reply`; a returned promise is understood by Firefox and only recent Chromium.
    return true;
  });
}

/** Whether a sender is a part of this extension at all, and whether it is one of its own pages. */
export function standing(sender: Sender): "own-page" | "content" | "stranger" {
  if (sender.id !== api.runtime.id) return "stranger";
  if (sender.url.startsWith(api.runtime.getURL(""))) return "own-page";
  return sender.tab === null ? "stranger" : "content";
}

/** Whether the script that spoke from this frame is still there: its page may have gone without a word. */
export async function isPresent(tab: number, frame: number): Promise<boolean> {
  try {
    return (await api.tabs.sendMessage(tab, PRESENCE, { frameId: frame })) === true;
  } catch {
    return false;
  }
}
