import { join } from 'node:path';
import { createJournalStore } from '../../electron/adapters/files/journalFiles.ts';
import { createKeyListStore } from '../../electron/adapters/files/keyListCacheFiles.ts';
import { createKeyNoteStore } from '../../electron/adapters/files/keyNoteFiles.ts';
import { createLastUseStore } from '../../electron/adapters/files/lastUseFiles.ts';
import { createPrivateFolders } from '../../electron/adapters/files/privateFolders.ts';
import { userFiles } from '../../electron/adapters/files/userFiles.ts';
import type { Ports } from '../../electron/services/servicePorts.ts';
import { createServices, type Services } from '../../electron/services/services.ts';
import { createMemoryPorts, type MemoryPorts } from '../fakes/memoryPorts.ts';
import { openSettings } from './settingsFolder.ts';

/** The services over a data folder on disk. */
interface StartOverFolder {
  readonly services: Services;
  readonly memory: MemoryPorts;
}

/**
 * Starts the services as the application does, with the real files of a data folder.
 * @param memory the other ports; those of an earlier start keep its state.
 * @param others replace ports in memory.
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
    keyNoteStore: createKeyNoteStore({ folder: join(folder, 'notes'), folders, now: () => clock.now(), logger }),
    lastUseStore: createLastUseStore({ folder: join(folder, 'last-use'), folders, now: () => clock.now(), logger }),
    activityStore: createJournalStore(join(folder, 'activity'), folders),
    bulkJournalStore: createJournalStore(join(folder, 'bulk'), folders),
    rotationStore: createJournalStore(join(folder, 'rotations'), folders),
    incidentStore: createJournalStore(join(folder, 'incidents'), folders),
    disabledKeyStore: createJournalStore(join(folder, 'disabled-keys'), folders),
    ...others,
  });
  return { services, memory };
}
