/** A host as a person types or pastes it, turned into a key of `hosts`. */

const NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** `host`, `host:port` or `host/path`, lower-cased and in punycode; null for what is not the address of a website. */
export function hostKey(typed: string): string | null {
  const url = webAddress(typed.trim());
  if (!url || !NAME.test(url.hostname) || !(url.hostname.includes(".") || url.hostname === "localhost")) return null;
  return `${url.hostname}${url.port ? `:${url.port}` : ""}${url.pathname.replace(/\/+$/, "")}`;
}

function webAddress(text: string): URL | null {
  if (/\s/.test(text)) return null;
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
    return /^https?:$/.test(url.protocol) && url.username === "" ? url : null;
  } catch {
    return null;
  }
}
