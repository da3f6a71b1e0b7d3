import { fork, type ChildProcess as NodeChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { KeychainClient } from '../../electron/adapters/keychain/keychainClient.ts';
import type { KeychainFolder } from '../../electron/adapters/keychain/keychainFolder.ts';
import { KeychainSecretStore } from '../../electron/adapters/keychain/keychainSecretStore.ts';
import { inspectSecretService } from '../../electron/adapters/keychain/secretService.ts';
import type { StartChildProcess } from '../../electron/adapters/processes/childProcess.ts';
import { hasSessionBus, sessionBus } from '../../electron/adapters/system/sessionBus.ts';
import { ManualClock } from '../fakes/manualClock.ts';
import { memoryKeychainFolder } from '../fakes/memoryKeychainFolder.ts';
import { MemoryLogger } from '../fakes/memoryLogger.ts';

const root = join(import.meta.dirname, '../..');

/** The real store over the real worker, and the worker processes that it has started. */
export interface RealKeychain {
  readonly store: KeychainSecretStore;
  readonly workers: readonly NodeChildProcess[];
  /** Clock of the time limits; no call times out until it is advanced. */
  readonly clock: ManualClock;
}

/**
 * Opens the keychain as the application does, until the end of the test.
 * @param environment the one of a keyring.
 * @param folder what a data folder knows of its items; a new one when left out.
 */
export function realKeychain(
  environment: Readonly<Record<string, string>>,
  folder: KeychainFolder = memoryKeychainFolder(),
): RealKeychain {
  const clock = new ManualClock();
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
  const bus = hasSessionBus(environment) ? sessionBus({ PATH: process.env.PATH, ...environment }) : null;
  const inspect = () => inspectSecretService(bus);
  const client = new KeychainClient({ startWorker, inspect, clock, logger: new MemoryLogger() });
  const store = new KeychainSecretStore({ client, folder, owns: () => true });
  onTestFinished(() => store.close());
  return { store, workers, clock };
}
