/** Run as a process: appends entries to the journal `sample` in the folder of its argument and prints their numbers. */
import { createJournalStore } from '../../../../electron/adapters/files/journalFiles.ts';
import { createPrivateFolders } from '../../../../electron/adapters/files/privateFolders.ts';
import { chainEntries, checkJournal } from '../../../../electron/services/activity/activityChain.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';
import { sampleEntry } from '../../../unit/services/activity/sampleEntry.ts';

const store = createJournalStore(process.argv[2] ?? '', createPrivateFolders({ logger: new MemoryLogger() }));
let { end } = checkJournal(await store.read('sample'));
for (;;) {
  const next = chainEntries([sampleEntry({ username: 'x'.repeat(4000) })], end);
  await store.append('sample', next.text);
  end = next.end;
  process.stdout.write(`${end.number}\n`);
}
