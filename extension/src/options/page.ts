/** What the options page and its sections are given. */
import type { Failure, ReplyTo, Request, StatusReply } from "../protocol/messages";
import type { Locale } from "../ui/locale";

export interface OptionsTools {
  send<R extends Request>(request: R): Promise<ReplyTo<R> | Failure>;
  /** Ask the person for a host; must be called in the very task of a click. */
  askFor(host: string): Promise<boolean>;
  languages: readonly string[];
  now(): number;
}

/** What a section needs: the tools, the language, and a way to have the whole page read anew. */
export interface Page {
  tools: OptionsTools;
  locale: Locale;
  status: StatusReply;
}
