import { fork, type ChildProcess as NodeChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { KeychainClient } from '../../electron/adapters/keychain/keychainClient.ts';
import type { KeychainFolder } from '../../electron/adapters/keychain/keychainFolder.ts';
import { KeychainSecretStore } from '../../electron/adapters/keychain/keychainSecretStore.ts';
import type { StartChildProcess } from '../../electron/adapters/processes/childProcess.ts';
import { systemClock } from '../../electron/adapters/system/systemClock.ts';
import type { Clock } from '../../electron/ports.ts';
import { memoryKeychainFolder } from '../fakes/memoryKeychainFolder.ts';
import { MemoryLogger } from '../fakes/memoryLogger.ts';

const root = join(import.meta.dirname, '../..');

/** The real store over real worker processes. */
export interface RealKeychain {
  readonly store: KeychainSecretStore;
  readonly workers: readonly NodeChildProcess[];
}

/**
 * Opens the keychain as the application does, in the environment of a keyring.
 * @param folder the index of items; a new one by default.
 * @param clock measures the timeout of prompts; a manual clock makes tests independent of it.
 */
export function realKeychain(
  environment: Readonly<Record<string, string>>,
  folder: KeychainFolder = memoryKeychainFolder(),
  clock: Clock = systemClock,
): RealKeychain {
  const workers: NodeChildProcess[] = [];
  const startWorker: StartChildProcess = () => {
    const worker = fork(join(root, 'electron/adapters/keychain/keychainWorker.ts'), {
      env: { PATH: process.env.PATH, ...environment },
      execArgv: ['--import', join(root, 'tests/chromium-host/utilityProcessChild.ts')],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    workers.push(worker);
    return {
      post: (message) => worker.connected && worker.send(message as object),
      onMessage: (listener) => worker.on('message', listener),
      onExit: (listener) => worker.once('exit', listener),
      // SIGTERM, as Electron does with utility processes.
      kill: () => worker.kill(),
    };
  };
  const client = new KeychainClient({ startWorker, clock, logger: new MemoryLogger() });
  return { store: new KeychainSecretStore({ client, folder, owns: () => true }), workers };
}
