/** Screen readers hear settled phases once, and nothing while the author types. */
// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { makeAnnouncer, SETTLE_MS, SLOW_MS } from "../../../extension/src/ui/announce";

let region: HTMLElement;
beforeEach(() => {
  vi.useFakeTimers();
  region = document.createElement("div");
});
afterEach(() => void vi.useRealTimers());

it("speaks a phase after it settled", () => {
  makeAnnouncer(region).say("a", "Blocked");
  vi.advanceTimersByTime(SETTLE_MS - 1);
  expect(region.textContent).toBe("");
  vi.advanceTimersByTime(1);
  expect(region.textContent).toBe("Blocked");
});

it("is silent through keystrokes that end in the phase already spoken", () => {
  const announcer = makeAnnouncer(region);
  announcer.say("blocked", "Blocked");
  vi.advanceTimersByTime(SETTLE_MS);
  region.textContent = "";
  for (let key = 0; key < 20; key++) {
    announcer.say("checking", "Checking", SLOW_MS);
    vi.advanceTimersByTime(120);
    announcer.say("blocked", "Blocked");
    vi.advanceTimersByTime(900);
  }
  expect(region.textContent).toBe("");
});

it("says that it is still checking only when that takes long", () => {
  const announcer = makeAnnouncer(region);
  announcer.say("checking", "Checking", SLOW_MS);
  vi.advanceTimersByTime(SLOW_MS - 1);
  expect(region.textContent).toBe("");
  vi.advanceTimersByTime(1);
  expect(region.textContent).toBe("Checking");
});

it("waits from the first time a phase was seen, not from its last repetition", () => {
  const announcer = makeAnnouncer(region);
  for (let time = 0; time < SETTLE_MS; time += 100) {
    announcer.say("a", "Clear");
    vi.advanceTimersByTime(100);
  }
  expect(region.textContent).toBe("Clear");
});

it("answers at once, and the same answer twice is a change of the text", () => {
  const announcer = makeAnnouncer(region);
  announcer.answer("Held");
  const first = region.textContent;
  announcer.answer("Held");
  expect(first).toBe("Held");
  expect(region.textContent).not.toBe(first);
});
