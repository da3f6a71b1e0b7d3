/** Run as a process: writes a list of `count` keys `times` times; prints a line after the first write and after a failed one. */
import { createKeyListStore } from '../../../../electron/adapters/files/keyListCacheFiles.ts';
import { createPrivateFolders } from '../../../../electron/adapters/files/privateFolders.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';
import { cachedList } from './cachedList.ts';

const [folder = '', times = '', count = ''] = process.argv.slice(2);
process.on('SIGXFSZ', () => {});
const logger = new MemoryLogger();
const store = createKeyListStore({ folder, folders: createPrivateFolders({ logger }), now: Date.now, logger });
const list = cachedList(Number(count));
for (let time = 0; time < Number(times); time += 1) {
  const fault = await store.write('c', list);
  if (fault !== null || time === 0) {
    process.stdout.write(`${fault?.problem ?? 'begun'}\n`);
  }
}
