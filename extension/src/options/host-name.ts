/** A host as a person types or pastes it, turned into a key of `hosts`. */

const NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** `host`, `host:port` or `host/path`, lower-cased and in punycode; null for what is not the address of a website. */
export function hostKey(typed: string): string | null {
  const text = typed.trim();
  if (text === "" || /\s/.test(text)) return null;
  let url: URL;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  } catch {
    return null;
  }
  if (url.protocol !== "https:" && url.protocol !== "http:" || url.username !== "" || !NAME.test(url.hostname)) return null;
  if (!url.hostname.includes(".") && url.hostname !== "localhost") return null;
  const path = url.pathname.replace(/\/+$/, "");
  return `${url.hostname}${url.port ? `:${url.port}` : ""}${path}`;
}
