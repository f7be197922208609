/** Finds composers by structure: the smallest container that holds an editor and a publish button. */
import { EDITOR_SELECTOR, engineOf } from "../editors";
import type { ButtonEntry, Site } from "../sites";
import { closestAcross, holds, parentOf, type ShadowRoots } from "./dom";
import { hasLabel } from "./label";

export interface Composer {
  /** What holds the editors, the button and the previews. */
  root: Element;
  /** Editors in the order of the page; each is a part of the draft. */
  editors: Element[];
  buttons: Element[];
}

/** Where the climb from an editor or a button ends. */
const STOPS = "main, nav, body, html, [role=\"main\"], [role=\"navigation\"]";

/** Finds what belongs together on one page of one site. Holds no state but the known shadow roots. */
export class Finder {
  private readonly editorSelector: string;
  private readonly scopeSelector: string;
  private readonly buttonSelector: string;

  constructor(readonly site: Site, readonly shadows: ShadowRoots) {
    this.editorSelector = join(site.editors);
    this.scopeSelector = join(site.scope);
    this.buttonSelector = join(site.buttons);
  }

  /** Every editor of the site on the page, outermost editable elements only. */
  editors(within: ParentNode & Node = document): Element[] {
    return this.shadows.queryAll(within, this.editorSelector).filter((element) => this.isEditor(element));
  }

  /** The editor that an event's path goes through, innermost first. */
  editorIn(path: readonly EventTarget[]): Element | null {
    for (const step of path) if (step instanceof Element && this.isEditor(step)) return step;
    return null;
  }

  /** The publish button that an event's path goes through, with its entry. */
  buttonIn(path: readonly EventTarget[]): { element: Element; entry: ButtonEntry } | null {
    for (const step of path) {
      if (!(step instanceof Element)) continue;
      const entry = this.buttonEntry(step);
      if (entry) return { element: step, entry };
      if (step.matches(STOPS)) return null;
    }
    return null;
  }

  /** The composer that `editor` is part of. Without a publish button, the site's scope or the editor alone is it. */
  composerOf(editor: Element): Composer | null {
    const root = this.rootOf(editor);
    if (root) return this.composerAt(root);
    return this.site.id === "generic" ? null : this.composerAt(this.scopeOf(editor) ?? editor, editor);
  }

  /** The composer that a publish button publishes, or null if it has none around it (a button that opens one). */
  composerOfButton(button: Element): Composer | null {
    for (const ancestor of this.climb(button)) {
      const editors = this.editors(ancestor);
      if (editors.length === 0) continue;
      if (ancestor.matches(STOPS) && !this.isLastResort(ancestor, editors)) return null;
      const roots = editors.map((editor) => this.rootOf(editor)).filter((root) => root !== null);
      return this.composerAt(roots.find((root) => holds(root, button)) ?? ancestor);
    }
    return null;
  }

  /** Whole and exact: does this element publish? */
  buttonEntry(element: Element): ButtonEntry | null {
    return this.site.buttons.find((entry) => element.matches(entry.selector) && (!entry.labels || hasLabel(element, entry.labels))) ?? null;
  }

  buttons(within: ParentNode & Node): Element[] {
    return this.shadows.queryAll(within, this.buttonSelector).filter((element) => this.buttonEntry(element)?.reach === "composer");
  }

  private isEditor(element: Element): boolean {
    if (!element.matches(this.editorSelector) || !engineOf(element)) return false;
    return !element.parentElement?.closest(EDITOR_SELECTOR);
  }

  private composerAt(root: Element, only?: Element): Composer {
    const inside = this.editors(root).filter((editor) => this.belongs(editor, root));
    const editors = only && !inside.includes(only) ? [only, ...inside] : inside;
    return { root, editors, buttons: this.buttons(root) };
  }

  /** An editor with a smaller composer of its own (a comment box in the same card) is not a part of this one. */
  private belongs(editor: Element, root: Element): boolean {
    const own = this.rootOf(editor);
    return own === null || own === root || !holds(root, own);
  }

  private scopeOf(editor: Element): Element | null {
    return this.scopeSelector === "" ? null : closestAcross(editor, this.scopeSelector);
  }

  /** The site's own scope, if it holds a publish button; otherwise the smallest ancestor (inside the scope) that does. */
  private rootOf(editor: Element): Element | null {
    const scope = this.scopeOf(editor);
    if (scope && this.buttons(scope).length > 0) return scope;
    for (const ancestor of this.climb(editor)) {
      const buttons = this.buttons(ancestor);
      if (buttons.length > 0) {
        if (!ancestor.matches(STOPS)) return ancestor;
        return this.isLastResort(ancestor, this.editors(ancestor)) ? ancestor : null;
      }
      if (ancestor === scope || ancestor.matches(STOPS)) return null;
    }
    return null;
  }

  /** A whole page may be the composer only if there is no doubt: it holds one editor and one button. */
  private isLastResort(ancestor: Element, editors: Element[]): boolean {
    return ancestor.matches("main, body, [role=\"main\"]") && editors.length === 1 && this.buttons(ancestor).length === 1;
  }

  /** Ancestors from the closest up to and including the first stop. */
  private *climb(start: Element): Generator<Element> {
    for (let node = parentOf(start); node; node = parentOf(node)) {
      if (!(node instanceof Element)) continue;
      yield node;
      if (node.matches(STOPS)) return;
    }
  }
}

function join(entries: { selector: string }[]): string {
  return entries.map(({ selector }) => selector).join(", ");
}
