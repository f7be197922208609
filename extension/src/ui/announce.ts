/** Speaks to assistive technology: settled phases, once each, politely; never while the author is still typing. */

/** A phase has to stand this long, in milliseconds, before it is spoken: longer than the pause between two keystrokes. */
export const SETTLE_MS = 700;
/** Checking is spoken only when it takes longer than a person would call prompt. */
export const SLOW_MS = 2500;

export interface Announcer {
  /** `key` says what the sentence is about: the same key is not spoken twice in a row. */
  say(key: string, sentence: string, delay?: number): void;
  /** Speak at once, even if it was said before: an answer to something the author just did. */
  answer(sentence: string): void;
  dispose(): void;
}

export function makeAnnouncer(region: HTMLElement): Announcer {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let spoken = "";
  let waiting = "";
  const speak = (sentence: string): void => {
    // An unchanged text is not announced again, so alternate an invisible ending.
    region.textContent = region.textContent === sentence ? `${sentence}\u00a0` : sentence;
  };
  return {
    say(key, sentence, delay = SETTLE_MS) {
      if (key === waiting) return;
      clearTimeout(timer);
      waiting = key;
      timer = setTimeout(() => {
        waiting = "";
        if (key === spoken) return;
        spoken = key;
        speak(sentence);
      }, delay);
    },
    answer(sentence) {
      speak(sentence);
    },
    dispose() {
      clearTimeout(timer);
    },
  };
}
