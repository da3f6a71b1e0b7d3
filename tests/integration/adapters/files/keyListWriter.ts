/** Run as a process: writes a list of so many keys so many times, says when it begins, and what went wrong. */
import { createKeyListStore } from '../../../../electron/adapters/files/keyListCacheFiles.ts';
import { createPrivateFolders } from '../../../../electron/adapters/files/privateFolders.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';
import { keptList } from './cachedList.ts';

const [folder = '', times = '', count = ''] = process.argv.slice(2);
process.on('SIGXFSZ', () => {});
const logger = new MemoryLogger();
const store = createKeyListStore({ folder, folders: createPrivateFolders({ logger }), now: Date.now, logger });
const list = keptList(Number(count));
for (let time = 0; time < Number(times); time += 1) {
  const fault = await store.write('c', list);
  if (fault !== null || time === 0) {
    process.stdout.write(`${fault?.problem ?? 'begun'}\n`);
  }
}
