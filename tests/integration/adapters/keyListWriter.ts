/** Run as a process: writes a list of so many keys so many times, says when it begins, and prints the code of an error. */
import { createKeyListStore } from '../../../electron/adapters/keyListFiles.ts';
import { MemoryLogger } from '../../fakes/memoryLogger.ts';
import { keptList } from './keptList.ts';

const [folder = '', times = '', count = ''] = process.argv.slice(2);
process.on('SIGXFSZ', () => {});
const store = createKeyListStore(folder, Date.now, new MemoryLogger());
const list = keptList(Number(count));
try {
  for (let time = 0; time < Number(times); time += 1) {
    await store.write('c', list);
    if (time === 0) {
      process.stdout.write('begun\n');
    }
  }
} catch (error) {
  process.stdout.write(`${error instanceof Error && 'code' in error ? error.code : error}\n`);
}
