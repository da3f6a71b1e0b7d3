import { KeyListCache } from '../../electron/services/keys/keyListCache.ts';
import { KeyListSync } from '../../electron/services/keys/keyListSync.ts';
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

/** The lists of keys of connections that all lead to one platform, cached in memory. */
export function keyListSyncOver(api: MemoryAdminApi, bench: KeyListSyncBench = {}) {
  const clock = new ManualClock(0);
  const store = bench.store ?? new MemoryKeyListStore();
  const cache = new KeyListCache({
    store,
    clock,
    logger: new MemoryLogger(),
    onChanged: bench.onChanged ?? (() => {}),
  });
  const lists = new KeyListSync({ open: async () => api, sourceOf: bench.sourceOf ?? ((id) => id), cache, clock });
  return { lists, cache, store, clock };
}
