/** A browser for tests: storage, messages and the rest of what platform/ calls, in memory. */
import { vi } from "vitest";

type Store = Record<string, unknown>;

export interface FakeBrowser {
  session: Store;
  local: Store;
  /** null: rejects, as Firefox does without a policy. */
  managed: Store | null;
  /** Match patterns for which the extension has permission. */
  granted: string[];
  registered: { id: string; matches: string[] }[];
  /** The frames, as `tab/frame`, whose content script answers. */
  present: string[];
  badges: { text?: string; tabId?: number }[];
  manifestMatches: string[];
}

/** Put a fresh fake in place of the browser's API. */
export function fakeBrowser(): FakeBrowser {
  const fake: FakeBrowser = { session: {}, local: {}, managed: {}, granted: [], registered: [], present: [], badges: [], manifestMatches: [] };
  // Node 20 has none.
  vi.stubGlobal("navigator", { userAgent: "Chrome/156.0", languages: ["en-GB"] });
  vi.stubGlobal("chrome", {
    storage: {
      session: area(fake.session),
      local: area(fake.local),
      managed: {
        get: async () => {
          if (!fake.managed) throw new Error("Managed storage manifest not found");
          return structuredClone(fake.managed);
        },
      },
    },
    runtime: {
      id: "ours",
      getURL: (path: string) => `chrome-extension://ours/${path}`,
      getManifest: () => ({ version: "1.2.3", content_scripts: [{ matches: fake.manifestMatches }] }),
    },
    permissions: { contains: async ({ origins }: { origins: string[] }) => origins.every((origin) => fake.granted.includes(origin)) },
    scripting: {
      getRegisteredContentScripts: async () => fake.registered,
      registerContentScripts: async (scripts: FakeBrowser["registered"]) => void fake.registered.push(...scripts),
      unregisterContentScripts: async () => void fake.registered.splice(0),
    },
    tabs: {
      sendMessage: async (tab: number, _message: unknown, { frameId }: { frameId: number }) => {
        if (!fake.present.includes(`${tab}/${frameId}`)) throw new Error("Receiving end does not exist");
        return true;
      },
    },
    action: {
      setBadgeText: async (badge: { text: string; tabId?: number }) => void fake.badges.push(badge),
      setBadgeBackgroundColor: async () => undefined,
      setTitle: async () => undefined,
    },
    i18n: { getUILanguage: () => "en-GB" },
  });
  return fake;
}

function area(store: Store) {
  return {
    get: async (key: string) => (key in store ? structuredClone({ [key]: store[key] }) : {}),
    set: async (values: Store) => void Object.assign(store, structuredClone(values)),
    remove: async (key: string) => void delete store[key],
  };
}
