import { KeyListCache } from '../../electron/services/keys/keyListCache.ts';
import { KeyListSync } from '../../electron/services/keys/keyListSync.ts';
import { listHeadSteps } from '../../electron/services/listHead/listHeadSteps.ts';
import { DEFAULT_KEY_VIEW } from '../../shared/model/keyView.ts';
import { ManualClock } from './manualClock.ts';
import type { MemoryAdminApi } from './memoryAdminApi.ts';
import { MemoryKeyListStore } from './memoryKeyListStore.ts';
import { MemoryLogger } from './memoryLogger.ts';

/** What {@link keyListSyncOver} is made with; each has a default. */
export interface KeyListSyncBench {
  readonly store?: MemoryKeyListStore;
  /** Gives what a connection leads to; its identifier unless given. */
  readonly sourceOf?: (connectionId: string) => string;
  readonly onChanged?: () => void;
}

/** A platform that all connections lead to, or the one of each connection. */
export type PlatformOf = MemoryAdminApi | ((connectionId: string) => MemoryAdminApi);

/** Returns a function that opens a connection. */
export function openOver(platform: PlatformOf): (connectionId: string) => Promise<MemoryAdminApi> {
  return async (connectionId) => (typeof platform === 'function' ? platform(connectionId) : platform);
}

/** The lists of keys of connections, cached in memory. */
export function keyListSyncOver(platform: PlatformOf, bench: KeyListSyncBench = {}) {
  const clock = new ManualClock(0);
  const store = bench.store ?? new MemoryKeyListStore();
  const cache = new KeyListCache({
    store,
    clock,
    logger: new MemoryLogger(),
    headSteps: async (_id, list) =>
      listHeadSteps(list, { sorting: DEFAULT_KEY_VIEW.sorting, asked: new Set(), now: clock.now() }),
    onChanged: bench.onChanged ?? (() => {}),
  });
  const sourceOf = bench.sourceOf ?? ((id) => id);
  const lists = new KeyListSync({ open: openOver(platform), sourceOf, cache, clock, mayRead: async () => {} });
  return { lists, cache, store, clock };
}
