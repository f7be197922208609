/** The hook's end of the line to the content script: what it was told of this page, and questions to it. */
import type { HookHears, HookSays, RequestRule } from "../protocol/requests";
import { method } from "./natives";

/** A question that gets no answer in this time is refused. Longer than a first picture takes, models and all. */
export const ANSWER_MS = 90_000;
/** A content script that does not say in this time whether the page is covered is taken to say that it is not. */
export const COVER_MS = 3000;

export interface Rule extends RequestRule {
  pattern: RegExp;
}

export type Question = Omit<Extract<HookSays, { say: "ask" }>, "say" | "id">;

export class Line {
  /** undefined: not said yet. null: the page is not covered. */
  rules: readonly Rule[] | null | undefined = undefined;
  watched: readonly string[] = [];
  private readonly waiting = new Map<number, (opens: boolean) => void>();
  private last = 0;
  private settle: () => void = () => undefined;
  private readonly covered = new Promise<void>((resolve) => { this.settle = resolve; });
  private readonly tell: (said: HookSays) => void;
  private readonly later = setTimeout.bind(globalThis) as (act: () => void, after: number) => unknown;

  constructor(port: MessagePort) {
    const post = method(MessagePort.prototype, "postMessage");
    const dataOf = method(MessageEvent.prototype, "data");
    const { parse, stringify } = JSON;
    // Strings alone cross the border between the worlds: they are the same on both sides in every browser.
    this.tell = (said) => void post(port, stringify(said));
    port.onmessage = (event) => this.hear(parse(dataOf(event) as string) as HookHears);
  }

  /** Whether the held request may go. False on `signal`, and when no answer comes. */
  ask(question: Question, signal?: AbortSignal): Promise<boolean> {
    this.last += 1;
    const id = this.last;
    return new Promise((resolve) => {
      const end = (opens: boolean) => {
        this.waiting.delete(id);
        resolve(opens);
      };
      this.waiting.set(id, end);
      this.later(() => end(false), ANSWER_MS);
      signal?.addEventListener("abort", () => end(false), { once: true });
      this.tell({ say: "ask", id, ...question });
    });
  }

  /** A request was held without a question. */
  held(known: boolean): void {
    this.tell({ say: "held", known });
  }

  /** Resolves when it is known whether the page is covered. */
  async whenCovered(): Promise<void> {
    if (this.rules !== undefined) return;
    this.later(() => this.settle(), COVER_MS);
    await this.covered;
  }

  private hear(said: HookHears): void {
    if (said.hear === "watch") this.watched = said.lines;
    else if (said.hear === "answer") this.waiting.get(said.id)?.(said.opens);
    else {
      this.rules = said.rules?.map((rule) => ({ ...rule, pattern: new RegExp(rule.path, "u") })) ?? null;
      this.settle();
    }
  }
}
