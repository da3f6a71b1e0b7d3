import { loadedLater } from '../shell/loadedLater.tsx';

/** Every dialog of the window, in one. */
export const OpenPopup = loadedLater(async () => (await import('./OpenPopup.tsx')).OpenPopup);
/** The page of the connections. */
export const ConnectionsPage = loadedLater(
  async () => (await import('../features/connections/ConnectionsPage.tsx')).ConnectionsPage,
);
/** The page of what was done. */
export const ActivityPage = loadedLater(
  async () => (await import('../features/activity/ActivityPage.tsx')).ActivityPage,
);
/** The page of the settings. */
export const SettingsPage = loadedLater(
  async () => (await import('../features/settings/SettingsPage.tsx')).SettingsPage,
);

/** Reads all of them, in the order in which they are likely to be wanted. Rejects when one cannot be read. */
export async function loadLaterParts(): Promise<void> {
  for (const part of [OpenPopup, ConnectionsPage, ActivityPage, SettingsPage]) {
    await part.load();
  }
}
