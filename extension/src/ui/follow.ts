/** Calls back whenever an element may have moved, and on animation frames only until it rests again. */

/** Frames without movement after which an element counts as resting: longer than the gap between two layout shifts. */
const RESTING_FRAMES = 12;

export interface Follower {
  /** Something changed: look now, and go on looking until the element rests. */
  nudge(): void;
  stop(): void;
}

export function follow(watched: Element[], moved: () => void): Follower {
  const stopping = new AbortController();
  const settle = makeSettling(watched, moved, stopping.signal);
  const options = { signal: stopping.signal, capture: true, passive: true };
  for (const type of ["scroll", "resize", "transitionend", "animationend", "fullscreenchange"]) {
    window.addEventListener(type, settle, options);
  }
  window.visualViewport?.addEventListener("resize", settle, options);
  window.visualViewport?.addEventListener("scroll", settle, options);
  const sizes = new ResizeObserver(settle);
  for (const element of [...watched, document.documentElement]) sizes.observe(element);
  const drift = watchDrift(watched[0] as Element, settle, stopping.signal);
  return {
    nudge: settle,
    stop() {
      stopping.abort();
      sizes.disconnect();
      drift();
    },
  };
}

function makeSettling(watched: Element[], moved: () => void, signal: AbortSignal): () => void {
  let calm = 0;
  let running = false;
  let last = "";
  let next = 0;
  signal.addEventListener("abort", () => cancelAnimationFrame(next));
  const frame = (): void => {
    const now = watched.map(where).join(" ");
    calm = now === last ? calm + 1 : 0;
    last = now;
    if (calm === 0) moved();
    running = calm < RESTING_FRAMES;
    if (running) next = requestAnimationFrame(frame);
  };
  return () => {
    last = "";
    if (running || signal.aborted) return;
    next = requestAnimationFrame(frame);
    running = true;
  };
}

function where(element: Element): string {
  const { left, top, width, height } = element.getBoundingClientRect();
  return `${left},${top},${width},${height}`;
}

/**
 * Notices a move that raises no event (a line of text above grew): an IntersectionObserver whose root is cut down to the element's
 * own rectangle reports as soon as the element leaves it.
 */
function watchDrift(element: Element, drifted: () => void, signal: AbortSignal): () => void {
  if (typeof IntersectionObserver !== "function") return () => undefined;
  let observer: IntersectionObserver | null = null;
  const observe = (): void => {
    observer?.disconnect();
    if (signal.aborted || !element.isConnected) return;
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const inset = [top, document.documentElement.clientWidth - right, innerHeight - bottom, left];
    const rootMargin = inset.map((side) => `${-Math.floor(side)}px`).join(" ");
    let first = true;
    observer = new IntersectionObserver((entries) => {
      const whole = (entries.at(-1)?.intersectionRatio ?? 0) > 0.98;
      if (!first || !whole) drifted();
      // Off screen, the rectangle can't be cut out of the root: scrolling is heard of anyway, so wait for that.
      if (!first) setTimeout(observe, 100);
      first = false;
    }, { rootMargin, threshold: 0.98 });
    observer.observe(element);
  };
  observe();
  return () => observer?.disconnect();
}
