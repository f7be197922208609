/** Tabs and the toolbar button. */
import { api } from "./browser";

/** The id of the tab in front in the window in front, or null. */
export async function activeTab(): Promise<number | null> {
  const [tab] = await api.tabs.query({ active: true, lastFocusedWindow: true });
  return tab?.id ?? null;
}

/** Called when a tab has been closed. */
export function onTabClosed(listener: (tab: number) => void): void {
  api.tabs.onRemoved.addListener((tab) => listener(tab));
}

/** Badge and title of the toolbar button, for all tabs or for one. */
export interface Badge {
  /** null, for one tab: what all tabs show. */
  text: string | null;
  colour: string;
  title: string;
}

/** Show `badge`. A tab that is gone meanwhile is no error. */
export async function showBadge(badge: Badge, tab?: number): Promise<void> {
  const where = tab === undefined ? {} : { tabId: tab };
  try {
    await Promise.all([
      // Both browsers take null; the types don't know it.
      api.action.setBadgeText({ text: badge.text as string, ...where }),
      api.action.setBadgeBackgroundColor({ color: badge.colour, ...where }),
      api.action.setTitle({ title: badge.title, ...where }),
    ]);
  } catch (error) {
    if (tab === undefined) throw error;
  }
}
