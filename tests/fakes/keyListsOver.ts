import { KeptLists } from '../../electron/services/keys/keyListCache.ts';
import { KeyLists } from '../../electron/services/keys/keyListSync.ts';
import { ManualClock } from './manualClock.ts';
import type { MemoryAdminApi } from './memoryAdminApi.ts';
import { MemoryKeyListStore } from './memoryKeyListStore.ts';
import { MemoryLogger } from './memoryLogger.ts';

/** What {@link keyListsOver} is made with; each has a default. */
export interface KeyListsBench {
  readonly store?: MemoryKeyListStore;
  readonly clock?: ManualClock;
  readonly logger?: MemoryLogger;
  /** Gives what a connection leads to; its identifier unless given. */
  readonly sourceOf?: (connectionId: string) => string;
  readonly onChanged?: () => void;
}

/** The lists of keys of connections that all lead to one platform, kept in memory. */
export function keyListsOver(api: MemoryAdminApi, bench: KeyListsBench = {}) {
  const clock = bench.clock ?? new ManualClock(0);
  const store = bench.store ?? new MemoryKeyListStore();
  const kept = new KeptLists({
    store,
    clock,
    logger: bench.logger ?? new MemoryLogger(),
    onChanged: bench.onChanged ?? (() => {}),
  });
  const lists = new KeyLists({ open: async () => api, sourceOf: bench.sourceOf ?? ((id) => id), kept, clock });
  return { lists, kept, store, clock };
}
