/** What the extension remembers. `session` lives in memory until the browser closes, `local` on the disk, `managed` is IT's. */
import { api } from "./browser";

export type Area = "session" | "local";
export type AnyArea = Area | "managed";

/** The value under `key`, or undefined. What comes back was written by an older version, perhaps: check its shape. */
export async function read(area: Area, key: string): Promise<unknown> {
  return (await api.storage[area].get(key))[key];
}

export async function write(area: Area, key: string, value: unknown): Promise<void> {
  await api.storage[area].set({ [key]: value });
}

export async function remove(area: Area, key: string): Promise<void> {
  await api.storage[area].remove(key);
}

/**
 * Everything that the administrator has set; empty if nothing.
 *
 * Never remember an empty answer: Chromium says `{}` for up to three seconds after each start of a force-installed
 * extension (measured in Chromium 156). Firefox rejects when there is no policy for the extension.
 */
export async function readManaged(): Promise<Record<string, unknown>> {
  try {
    return await api.storage.managed.get(null);
  } catch {
    return {};
  }
}

/** Called with the area and the keys whenever something stored changes; managed settings may arrive late this way. */
export function onStored(listener: (area: AnyArea, keys: string[]) => void): void {
  api.storage.onChanged.addListener((changes, area) => {
    if (area === "session" || area === "local" || area === "managed") listener(area, Object.keys(changes));
  });
}

/**
 * Change the value under `key` by `change`, one change at a time per area and key, so that two handlers that both
 * read, compute and write lose nothing. Returns the new value.
 */
export function update<T>(area: Area, key: string, change: (value: unknown) => T): Promise<T> {
  const name = `${area}/${key}`;
  const done = (chains.get(name) ?? Promise.resolve()).then(async () => {
    const value = change(await read(area, key));
    await write(area, key, value);
    return value;
  });
  chains.set(name, done.catch(() => undefined));
  return done;
}

const chains = new Map<string, Promise<unknown>>();
