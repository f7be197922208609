/** The page's tree seen through its open shadow roots. */

/** The parent, climbing out of a shadow root to its host. */
export function parentOf(node: Node): Node | null {
  return node.parentNode ?? (node instanceof ShadowRoot ? node.host : null);
}

/** Does `outer` hold `inner` (or is it the same), shadow roots included? */
export function holds(outer: Node, inner: Node): boolean {
  for (let node: Node | null = inner; node; node = node instanceof ShadowRoot ? node.host : node.getRootNode()) {
    if (outer.contains(node)) return true;
    if (!(node instanceof ShadowRoot) && node.getRootNode() === node) return false;
  }
  return false;
}

/** The closest ancestor (or self) that matches, climbing out of shadow roots. */
export function closestAcross(start: Element, selector: string): Element | null {
  for (let element: Element | null = start; element;) {
    const found: Element | null = element.closest(selector);
    if (found) return found;
    const root: Node = element.getRootNode();
    element = root instanceof ShadowRoot ? root.host : null;
  }
  return null;
}

/** Open shadow roots of this document, as they come to be known. */
export class ShadowRoots {
  private readonly known = new Set<ShadowRoot>();

  /** Called for each root once. */
  constructor(private readonly onFound: (root: ShadowRoot) => void = () => undefined) {}

  /** Note the open roots at and below `start`, however deep. */
  discover(start: Node): void {
    if (start instanceof Element) this.note(start);
    if (!(start instanceof Element || start instanceof Document || start instanceof ShadowRoot)) return;
    for (const element of start.querySelectorAll("*")) this.note(element);
  }

  note(element: Element): void {
    const root = element.shadowRoot;
    if (!root || this.known.has(root)) return;
    this.known.add(root);
    this.onFound(root);
    this.discover(root);
  }

  /** Note the roots that an event came through. */
  noteEvent(event: Event): void {
    for (const step of event.composedPath()) {
      if (step instanceof ShadowRoot && !this.known.has(step)) this.note(step.host);
    }
  }

  /** All matches below `root`, in its own tree first and then in the shadow roots inside it. */
  queryAll(root: ParentNode & Node, selector: string): Element[] {
    const found = [...root.querySelectorAll(selector)];
    for (const shadow of this.known) {
      if (!shadow.host.isConnected) this.known.delete(shadow);
      else if (shadow !== root && holds(root, shadow.host)) found.push(...shadow.querySelectorAll(selector));
    }
    return found;
  }
}
