import type { MemoryPorts } from '../fakes/memoryPorts.ts';

/** Prepares an installation that reports a time zone and has one key for each expiry, ISO 8601. */
export const installationIn =
  (timeZone: string | null, ...expiries: readonly string[]) =>
  ({ adminApi }: MemoryPorts): void => {
    adminApi.server = { version: '6.0', timeZone, databaseId: null, clockDifferenceMs: 0 };
    adminApi.keys.clear();
    for (const expiry of expiries) {
      void adminApi.createKey('account.2', expiry);
    }
  };
