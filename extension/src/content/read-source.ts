/** The bytes behind a preview's URL, as far as they can be had without asking the network. */

/** Firefox: the page's own fetch, since a content script's cannot read the page's blob: URLs. */
declare const content: { fetch?: typeof fetch } | undefined;

/** Bytes, or why there are none. Only blob: and data: are read: a remote picture may differ from one fetch to the next. */
export async function readSource(src: string): Promise<Uint8Array<ArrayBuffer> | string> {
  if (src.startsWith("data:")) return readDataUrl(src);
  if (!src.startsWith("blob:")) return "remote";
  try {
    return new Uint8Array(await (await fetch(src)).arrayBuffer());
  } catch {
    return readAsPage(src);
  }
}

async function readAsPage(src: string): Promise<Uint8Array<ArrayBuffer> | string> {
  const pageFetch = typeof content === "undefined" ? undefined : content?.fetch;
  if (!pageFetch) return "unreadable";
  try {
    return new Uint8Array(await (await pageFetch(src)).arrayBuffer());
  } catch {
    return "unreadable";
  }
}

/** Decoded by hand, because the page's content policy may forbid to fetch data: URLs. */
export function readDataUrl(src: string): Uint8Array<ArrayBuffer> | string {
  const comma = src.indexOf(",");
  if (comma < 0) return "unreadable";
  try {
    const body = decodeURIComponent(src.slice(comma + 1));
    const binary = /;\s*base64\s*$/i.test(src.slice(0, comma)) ? atob(body) : body;
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return "unreadable";
  }
}
