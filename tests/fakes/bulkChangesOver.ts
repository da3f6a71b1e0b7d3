import { BulkChanges } from '../../electron/services/bulk/bulkChanges.ts';
import { BulkJournal } from '../../electron/services/bulk/bulkJournal.ts';
import { keyListSyncOver } from './keyListSyncOver.ts';
import type { MemoryAdminApi } from './memoryAdminApi.ts';
import { MemoryJournalStore } from './memoryJournalStore.ts';
import { MemoryLogger } from './memoryLogger.ts';

/** Deletions, with the lists that they work on, of connections that all lead to one platform. */
export function bulkChangesOver(api: MemoryAdminApi, journalStore = new MemoryJournalStore()) {
  const { lists, clock } = keyListSyncOver(api);
  const bulkChanges = new BulkChanges({
    open: async () => api,
    lists,
    cachedSecrets: { forgetKeys: async () => {} },
    journal: new BulkJournal(journalStore),
    clock,
    logger: new MemoryLogger(),
    onChanged: () => {},
  });
  return { bulkChanges, lists, journalStore };
}
