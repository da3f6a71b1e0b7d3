import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach } from 'vitest';
import { ownsItem } from '../../electron/adapters/files/folderContents.ts';
import { createJournalStore } from '../../electron/adapters/files/journalFiles.ts';
import { createPrivateFolders } from '../../electron/adapters/files/privateFolders.ts';
import { KeychainClient } from '../../electron/adapters/keychain/keychainClient.ts';
import { openKeychainFolder } from '../../electron/adapters/keychain/keychainFolder.ts';
import { KeychainSecretStore } from '../../electron/adapters/keychain/keychainSecretStore.ts';
import { SYSTEM_KEYCHAIN } from '../../electron/adapters/keychain/secretService.ts';
import { createServices, type Services } from '../../electron/services/services.ts';
import { createMemoryPorts, type MemoryPorts } from './memoryPorts.ts';
import { type Respond, ScriptedWorker } from './scriptedWorker.ts';

/** A data folder on the disk, whose settings are in memory, over a keyring that it may share with others. */
export class FolderOnKeyring {
  readonly memory: MemoryPorts = createMemoryPorts();
  readonly folder: string;
  readonly #respond: Respond;

  /** @param folder absolute path; created if missing. @param respond responses of the keyring. */
  constructor(folder: string, respond: Respond) {
    this.folder = folder;
    this.#respond = respond;
    mkdirSync(folder, { recursive: true });
  }

  /** Starts the application there. */
  start(): Services {
    const { clock, logger, ports } = this.memory;
    const { folder } = this;
    const folders = createPrivateFolders({ logger });
    const sampleDataFolder = join(folder, 'sample-platform');
    return createServices({
      ...ports,
      sampleDataFolder,
      hasSampleData: () => existsSync(sampleDataFolder) && readdirSync(sampleDataFolder).length > 0,
      samplePlatform: {
        ...ports.samplePlatform,
        start: (options) => {
          if (options.dataFolder !== null) {
            mkdirSync(options.dataFolder, { recursive: true });
          }
          return ports.samplePlatform.start(options);
        },
      },
      activityStore: createJournalStore(join(folder, 'activity'), folders),
      bulkJournalStore: createJournalStore(join(folder, 'bulk'), folders),
      incidentStore: createJournalStore(join(folder, 'incidents'), folders),
      disabledKeyStore: createJournalStore(join(folder, 'disabled-keys'), folders),
      secretStore: new KeychainSecretStore({
        client: new KeychainClient({
          clock,
          logger,
          startWorker: () => new ScriptedWorker(this.#respond),
          inspect: async () => SYSTEM_KEYCHAIN,
        }),
        folder: openKeychainFolder({ folder, folders, now: () => clock.now(), logger }),
        owns: (item, secret) => ownsItem(folder, item, secret),
      }),
    });
  }
}

/** Gives data folders by their names, over one keyring; each test of the file has its own, which are removed after it. */
export function foldersBeforeEach(respond: Respond): { readonly named: (name: string) => FolderOnKeyring } {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'keydesk-folders-'));
    return () => rmSync(root, { recursive: true, force: true });
  });
  return { named: (name) => new FolderOnKeyring(join(root, name), respond) };
}
