/** Attaches constructed stylesheets: CSP `style-src` does not apply to them and no element is added to the site's page. */

const made = new Map<string, CSSStyleSheet>();

/** Adopt `css` in a document or shadow root, once. Returns a function that takes it off again. */
export function adopt(root: Document | ShadowRoot, css: string): () => void {
  let sheet = made.get(css);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    made.set(css, sheet);
  }
  const adopted = sheet;
  // Assigned, not pushed: a list handed out by an older engine is a frozen copy.
  if (!root.adoptedStyleSheets.includes(adopted)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, adopted];
  return () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== adopted);
  };
}
