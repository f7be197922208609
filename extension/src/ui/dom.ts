/** Builds elements by DOM calls alone, so that a site's Trusted Types and CSP have nothing to object to. */

export interface Props {
  class?: string;
  attrs?: Record<string, string>;
  on?: Record<string, (event: Event) => void>;
}

export type Child = Node | string | null;

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K, props: Props = {}, ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (props.class) element.className = props.class;
  for (const [name, value] of Object.entries(props.attrs ?? {})) element.setAttribute(name, value);
  for (const [type, listener] of Object.entries(props.on ?? {})) element.addEventListener(type, listener);
  element.append(...children.filter((child) => child !== null));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(tag: string, attrs: Record<string, string>, ...children: Node[]): SVGElement {
  const element = document.createElementNS(SVG, tag) as SVGElement;
  for (const [name, value] of Object.entries(attrs)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** The nearest ancestor that matches, looking out of shadow roots too. */
export function closestAcross(start: Element, selector: string): Element | null {
  let at: Element | null = start;
  while (at) {
    const hit: Element | null = at.closest(selector);
    if (hit) return hit;
    const root = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return null;
}

/** The parent as it is laid out: out of a shadow root to its host. */
export function parentAcross(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** The element that has focus, inside open shadow roots too. */
export function deepActiveElement(): HTMLElement | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at instanceof HTMLElement ? at : null;
}
