import { loadedLater } from '../shell/loadedLater.tsx';

/** All dialogs of the window, in one chunk. */
export const OpenPopup = loadedLater(async () => (await import('./OpenPopup.tsx')).OpenPopup);
/** The connections page. */
export const ConnectionsPage = loadedLater(
  async () => (await import('../features/connections/ConnectionsPage.tsx')).ConnectionsPage,
);
/** The page that compares two connections. */
export const ComparePage = loadedLater(async () => (await import('../features/compare/ComparePage.tsx')).ComparePage);
/** The activity page. */
export const ActivityPage = loadedLater(
  async () => (await import('../features/activity/ActivityPage.tsx')).ActivityPage,
);
/** The page that finds keys in files. */
export const UsagePage = loadedLater(async () => (await import('../features/usage/UsagePage.tsx')).UsagePage);
/** The page that checks a pasted request. */
export const DoctorPage = loadedLater(async () => (await import('../features/doctor/DoctorPage.tsx')).DoctorPage);
/** The page that shows how long keys last. */
export const ExpiryPage = loadedLater(async () => (await import('../features/expiry/ExpiryPage.tsx')).ExpiryPage);
/** The page of keys that need attention. */
export const HygienePage = loadedLater(async () => (await import('../features/hygiene/HygienePage.tsx')).HygienePage);
/** The page of leaked keys. */
export const IncidentPage = loadedLater(
  async () => (await import('../features/incident/IncidentPage.tsx')).IncidentPage,
);
/** The page of the last use of accounts. */
export const LastUsePage = loadedLater(async () => (await import('../features/lastUse/LastUsePage.tsx')).LastUsePage);
/** The settings page. */
export const SettingsPage = loadedLater(
  async () => (await import('../features/settings/SettingsPage.tsx')).SettingsPage,
);

/** Loads all of them, most likely needed first. Rejects if one cannot be loaded. */
export async function loadLaterParts(): Promise<void> {
  for (const part of [
    OpenPopup,
    ExpiryPage,
    ConnectionsPage,
    ActivityPage,
    SettingsPage,
    ComparePage,
    UsagePage,
    DoctorPage,
    HygienePage,
    LastUsePage,
    IncidentPage,
  ]) {
    await part.load();
  }
}
