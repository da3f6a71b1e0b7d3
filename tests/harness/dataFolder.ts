import { join } from 'node:path';
import { createJournalStore } from '../../electron/adapters/files/journalFiles.ts';
import { createKeyListStore } from '../../electron/adapters/files/keyListCacheFiles.ts';
import { createPrivateFolders } from '../../electron/adapters/files/privateFolders.ts';
import { userFiles } from '../../electron/adapters/files/userFiles.ts';
import { createServices, type Ports, type Services } from '../../electron/services/services.ts';
import { createMemoryPorts, type MemoryPorts } from '../fakes/memoryPorts.ts';
import { openSettings } from './settingsFolder.ts';

/** One start of the application over a data folder on the disk. */
export interface StartOverFolder {
  readonly services: Services;
  readonly memory: MemoryPorts;
}

/**
 * Starts the services as the application does, over the real files of a data folder.
 * @param memory what is not in the folder; that of an earlier start where it is to outlive that one.
 * @param others ports in place of those in memory.
 */
export function startOverFolder(
  folder: string,
  memory: MemoryPorts = createMemoryPorts(),
  others: Partial<Ports> = {},
): StartOverFolder {
  const { logger, clock } = memory;
  const folders = createPrivateFolders({ logger });
  const services = createServices({
    ...memory.ports,
    folderRights: folders,
    settingsStore: openSettings(folder, folders),
    userFiles,
    keyListStore: createKeyListStore({ folder: join(folder, 'key-lists'), folders, now: () => clock.now(), logger }),
    activityStore: createJournalStore(join(folder, 'activity'), folders),
    bulkJournalStore: createJournalStore(join(folder, 'bulk'), folders),
    ...others,
  });
  return { services, memory };
}
