import { fork, type ChildProcess as NodeChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StartChildProcess } from '../../../electron/adapters/childProcess.ts';
import { KeychainClient } from '../../../electron/adapters/keychainClient.ts';
import { KeychainSecretStore } from '../../../electron/adapters/keychainSecretStore.ts';
import { systemClock } from '../../../electron/adapters/systemClock.ts';
import { MemoryLogger } from '../../fakes/memoryLogger.ts';
import { type Keyring, startKeyring, WITHOUT_KEYRING } from '../../harness/keyring.ts';

const root = join(import.meta.dirname, '../../..');
const SECRET = 'canary päßword 🔑';

let workers: NodeChildProcess[];

beforeEach(() => {
  workers = [];
});

afterEach(() => {
  for (const worker of workers) {
    worker.kill('SIGKILL');
  }
});

/** The real store over the real worker, in the environment of a keyring. */
function storeIn(environment: Readonly<Record<string, string>>): KeychainSecretStore {
  const startWorker: StartChildProcess = () => {
    const worker = fork(join(root, 'electron/adapters/keychainWorker.ts'), {
      env: { PATH: process.env.PATH, ...environment },
      execArgv: ['--import', join(root, 'tests/chromium-host/utilityProcessChild.ts')],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    workers.push(worker);
    return {
      post: (message) => worker.send(message as object),
      onMessage: (listener) => worker.on('message', listener),
      onExit: (listener) => worker.once('exit', listener),
      kill: () => worker.kill('SIGKILL'),
    };
  };
  const clock = systemClock;
  return new KeychainSecretStore(
    new KeychainClient({ startWorker, clock, logger: new MemoryLogger(), promptLimitMs: 4000 }),
  );
}

describe('with an unlocked keyring', () => {
  let keyring: Keyring;

  beforeEach(async () => {
    keyring = await startKeyring();
  });

  afterEach(() => keyring.stop());

  it('keeps, gives back and deletes a secret', async () => {
    const store = storeIn(keyring.environment);
    expect(await store.get('one')).toEqual({ state: 'absent' });
    expect(await store.set('one', SECRET)).toEqual({ done: true });
    expect(await storeIn(keyring.environment).get('one')).toEqual({ state: 'present', secret: SECRET });
    expect(await store.delete('one')).toEqual({ done: true });
    expect(await store.get('one')).toEqual({ state: 'absent' });
  });

  it.each([
    ['one byte', 'x'],
    ['the largest size', 'é'.repeat(1024)],
  ])('keeps a secret of %s', async (_name, secret) => {
    const store = storeIn(keyring.environment);
    expect(await store.set('one', secret)).toEqual({ done: true });
    expect(await store.get('one')).toEqual({ state: 'present', secret });
  });

  it('tells a locked keyring from an empty one and finds the secret again after unlocking', async () => {
    const store = storeIn(keyring.environment);
    await store.set('one', SECRET);
    await keyring.lock();
    expect(await store.get('one')).toEqual({
      state: 'unavailable',
      reason: expect.stringMatching(/^(locked|noAnswer)$/),
    });
    expect(await store.set('one', 'overwritten')).toMatchObject({ done: false });
    await keyring.killDaemon();
    await keyring.startDaemon();
    expect(await storeIn(keyring.environment).get('one')).toEqual({ state: 'present', secret: SECRET });
  });

  it('survives the end of the keyring daemon', async () => {
    const store = storeIn(keyring.environment);
    await store.set('one', SECRET);
    await keyring.killDaemon();
    expect(await store.get('one')).toMatchObject({ state: 'unavailable' });
    await keyring.startDaemon();
    expect(await storeIn(keyring.environment).get('one')).toEqual({ state: 'present', secret: SECRET });
  });

  it('writes nothing that could be read', async () => {
    await storeIn(keyring.environment).set('one', SECRET);
    const files = readdirSync(keyring.folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.map(({ name }) => name)).toContain('login.keyring');
    for (const { parentPath, name } of files) {
      expect(readFileSync(join(parentPath, name)).includes('canary')).toBe(false);
    }
  });
});

it('says that there is no bus', async () => {
  const store = storeIn(WITHOUT_KEYRING);
  expect(await store.get('one')).toEqual({ state: 'unavailable', reason: 'noBus' });
  expect(await store.set('one', SECRET)).toEqual({ done: false, reason: 'noBus' });
});

it('survives a worker that is killed in the middle of a call', async () => {
  const store = storeIn(WITHOUT_KEYRING);
  const lookup = store.get('one');
  await new Promise((resolve) => setTimeout(resolve, 1));
  workers[0]?.kill('SIGKILL');
  expect(await lookup).toEqual({ state: 'unavailable', reason: 'crashed' });
  expect(await store.get('one')).toEqual({ state: 'unavailable', reason: 'noBus' });
});
