/** The element that holds the ui: a closed shadow root in the top layer, inside the composer's dialog where there is one. */
import { closestAcross, h } from "./dom";
import { MIRROR_SHEET } from "./marks";
import { SHEET } from "./sheet";
import { adopt } from "./styles";

/** Everything outside a modal dialog is inert, and a site's focus trap or "clicked outside" would throw our panel out. */
const GROUND = "dialog, [popover], [role=dialog], [role=alertdialog], [aria-modal=true]";

/** Events that the site must not take for its own: typing a note must not trigger its shortcuts or close its dialog. */
const OURS = [
  "click", "dblclick", "auxclick", "contextmenu", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart", "touchend",
  "keydown", "keyup", "keypress", "beforeinput", "input", "change", "paste", "copy", "cut", "drop", "dragover", "focusin", "focusout",
  "wheel",
];

export interface Host {
  element: HTMLElement;
  root: HTMLElement;
  shadow: ShadowRoot;
  /** The site may have taken the host out, or moved the composer into a dialog. */
  ensure(): void;
  /** Above whatever else has come into the top layer since, such as another composer's status. */
  toFront(): void;
  remove(): void;
}

export function makeHost(composer: Element, locale: string): Host {
  const element = h("div", { attrs: { lang: locale, "data-saring": "" } });
  const shadow = element.attachShadow({ mode: "closed" });
  adopt(shadow, SHEET);
  adopt(shadow, MIRROR_SHEET);
  const root = h("div", { class: "root" });
  shadow.append(root);
  for (const type of OURS) shadow.addEventListener(type, (event) => event.stopPropagation());
  const ensure = (): void => {
    const ground = closestAcross(composer, GROUND) ?? document.documentElement;
    if (element.parentNode !== ground) ground.append(element);
    raise(element);
  };
  const toFront = (): void => {
    if (typeof element.hidePopover === "function" && element.matches(":popover-open")) element.hidePopover();
    ensure();
  };
  ensure();
  return { element, root, shadow, ensure, toFront, remove: () => element.remove() };
}

/** A manual popover stands above every z-index and outside every `overflow` and `transform` of the site. */
function raise(element: HTMLElement): void {
  // A site takes its dialog away with the composer in it: what is detached can't be shown.
  if (typeof element.showPopover !== "function" || !element.isConnected) return;
  element.popover = "manual";
  if (!element.matches(":popover-open")) element.showPopover();
}
