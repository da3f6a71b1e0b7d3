/**
 * Run as a process: writes settings to the folder in its argument until it is killed. All parts of one write carry the same
 * number. Prints a line after the first write.
 */
import '../../../electron/environment.ts';
import type { IpcMain } from 'electron';
import { createSettingsStore } from '../../../electron/adapters/files/electronSettingsStore.ts';
import { createPrivateFolders } from '../../../electron/adapters/files/privateFolders.ts';
import { DEFAULT_SETTINGS } from '../../../shared/model/settings.ts';

const ipcMain: Pick<IpcMain, 'removeAllListeners'> = { removeAllListeners: () => ipcMain as IpcMain };
const logger = { warn: (message: string) => process.stderr.write(message) };
const store = createSettingsStore({
  folder: process.argv[2] ?? '',
  folders: createPrivateFolders({ logger }),
  now: Date.now,
  ipcMain,
  logger,
});
for (let count = 0; ; count += 1) {
  const problem = store.write({
    ...DEFAULT_SETTINGS,
    // Alternately longer and shorter: a shorter text written in place would leave the end of the longer one.
    pendingSecretIds: Array.from({ length: 1000 * (1 + (count % 2)) }, () => String(count)),
    activeConnectionId: String(count),
  });
  if (problem !== null || store.damaged !== null) {
    throw new Error(`The settings cannot be used: ${problem ?? 'damaged'}`);
  }
  if (count === 0) {
    process.stdout.write('writing\n');
  }
}
