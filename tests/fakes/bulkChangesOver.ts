import { BulkChanges } from '../../electron/services/bulk/bulkChanges.ts';
import { BulkJournal } from '../../electron/services/bulk/bulkJournal.ts';
import { keyListSyncOver, openOver, type PlatformOf } from './keyListSyncOver.ts';
import { MemoryJournalStore } from './memoryJournalStore.ts';
import { MemoryLogger } from './memoryLogger.ts';

/** Bulk changes, with the lists that they work on. */
export function bulkChangesOver(platform: PlatformOf, journalStore = new MemoryJournalStore()) {
  const { lists, clock } = keyListSyncOver(platform);
  const bulkChanges = new BulkChanges({
    open: openOver(platform),
    lists,
    cachedSecrets: { forgetKeys: async () => {} },
    journal: new BulkJournal(journalStore),
    clock,
    logger: new MemoryLogger(),
    onChanged: () => {},
  });
  return { bulkChanges, lists, journalStore };
}
