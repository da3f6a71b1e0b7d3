import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PROMPT_LIMIT_MS, WAITING_AFTER_MS } from '../../../../electron/adapters/keychain/keychainClient.ts';
import type { KeychainReason } from '../../../../shared/model/appState.ts';
import { ManualClock } from '../../../fakes/manualClock.ts';
import { type Keyring, type KeyringState, startKeyring, WITHOUT_KEYRING } from '../../../harness/keyring.ts';
import { type RealKeychain, realKeychain } from '../../../harness/realKeychain.ts';

const SECRET = 'canary päßword 🔑';

let keyring: Keyring | null = null;
let keychain: RealKeychain | null = null;
let clock: ManualClock;

beforeEach(() => {
  clock = new ManualClock();
});

afterEach(async () => {
  keychain?.store.close();
  await keyring?.stop();
  keyring = null;
});

/** A keychain in a state, with an item in it where the state lets one be kept. */
async function keychainIn(
  state: KeyringState | 'noBus' | 'daemonKilled',
  prompt: 'dismissed' | 'unanswered' = 'dismissed',
) {
  if (state === 'noBus') {
    keychain = realKeychain(WITHOUT_KEYRING, undefined, clock);
    return keychain.store;
  }
  const holdsItem = state === 'unlocked' || state === 'locked' || state === 'daemonKilled';
  keyring = await startKeyring({ state: holdsItem ? 'unlocked' : state, prompt });
  keychain = realKeychain(keyring.environment, undefined, clock);
  if (holdsItem) {
    expect(await keychain.store.set('kept', SECRET)).toEqual({ done: true });
  }
  if (state === 'locked') {
    await keyring.lock();
  }
  if (state === 'daemonKilled') {
    await keyring.killDaemon();
  }
  return keychain.store;
}

it('an unlocked keyring gives, takes and deletes', async () => {
  const store = await keychainIn('unlocked');
  expect(await store.get('kept')).toEqual({ state: 'present', secret: SECRET });
  expect(await store.get('other')).toEqual({ state: 'absent' });
  expect(await store.set('other', SECRET)).toEqual({ done: true });
  expect(await store.delete('kept')).toEqual({ done: true });
  expect(await store.get('kept')).toEqual({ state: 'absent' });
});

const unusable: readonly (readonly [state: KeyringState | 'noBus' | 'daemonKilled', reason: KeychainReason])[] = [
  ['noBus', 'noBus'],
  ['noService', 'noService'],
  ['noCollection', 'noCollection'],
  ['daemonKilled', 'noService'],
];

describe.each(unusable)('a keyring in the state %s', (state, reason) => {
  it('says why for every operation, and never that there is nothing or that it was done', async () => {
    const store = await keychainIn(state);
    expect(await store.get('kept')).toEqual({ state: 'unavailable', reason });
    expect(await store.set('kept', 'overwritten')).toEqual({ done: false, reason });
    expect(await store.delete('kept')).toEqual({ done: false, reason });
  });
});

it('a locked keyring gives nothing: what was stored is refused, what was not is not called absent', async () => {
  const store = await keychainIn('locked');
  expect(await store.get('kept')).toEqual({ state: 'unavailable', reason: 'denied' });
  expect(await keyring?.countPrompts()).toBe(1);
  expect(await store.get('other')).toEqual({ state: 'unavailable', reason: 'locked' });
  expect(await keyring?.countPrompts()).toBe(2);
  expect(await store.set('kept', 'overwritten')).toEqual({ done: false, reason: 'locked' });
  expect(await store.delete('kept')).toEqual({ done: false, reason: 'denied' });
});

it.each(['locked', 'daemonKilled'] as const)(
  'what was kept is there, unchanged, for the same store after the state %s is over',
  async (state) => {
    const store = await keychainIn(state);
    await store.get('kept');
    await store.set('kept', 'overwritten');
    await store.delete('kept');
    await keyring?.killDaemon();
    await keyring?.startDaemon();
    expect(await store.get('kept')).toEqual({ state: 'present', secret: SECRET });
    expect(await store.set('kept', 'changed')).toEqual({ done: true });
  },
);

it('a daemon that was replaced is found by each operation alone', async () => {
  const store = await keychainIn('unlocked');
  const replace = async (): Promise<void> => {
    await keyring?.killDaemon();
    await keyring?.startDaemon();
  };
  await replace();
  expect(await store.get('kept')).toEqual({ state: 'present', secret: SECRET });
  await replace();
  expect(await store.set('kept', 'changed')).toEqual({ done: true });
  await replace();
  expect(await store.delete('kept')).toEqual({ done: true });
});

describe('a locked keyring whose prompt nobody answers', () => {
  const operations = [
    ['get', (store: RealKeychain['store']) => store.get('kept')],
    ['set', (store: RealKeychain['store']) => store.set('kept', 'overwritten')],
    ['delete', (store: RealKeychain['store']) => store.delete('kept')],
  ] as const;

  it.each(operations)('%s ends when the time is over, its worker with it, and nothing is lost', async (_name, ask) => {
    const store = await keychainIn('locked', 'unanswered');
    const asked = ask(store);
    await untilPrompted();
    clock.advance(PROMPT_LIMIT_MS);
    expect(await asked).toMatchObject({ reason: 'noResponse' });
    expect(await keyring?.countPrompts()).toBe(1);
    await expectEveryWorkerGone();
    await keyring?.killDaemon();
    await keyring?.startDaemon();
    expect(await store.get('kept')).toEqual({ state: 'present', secret: SECRET });
  });

  it('says that it waits, and ends at once when it is cancelled', async () => {
    const store = await keychainIn('locked', 'unanswered');
    const isWaiting = new Promise((resolve) => store.onWaiting(resolve));
    const lookup = store.get('kept');
    const next = store.get('other');
    await untilPrompted();
    clock.advance(WAITING_AFTER_MS);
    expect(await isWaiting).toBe(true);
    store.cancel();
    expect(await lookup).toEqual({ state: 'unavailable', reason: 'cancelled' });
    expect(await next).toEqual({ state: 'unavailable', reason: 'cancelled' });
    await expectEveryWorkerGone();
  });
});

/** Waits until the keyring has asked for its password. */
async function untilPrompted(): Promise<void> {
  await vi.waitUntil(async () => ((await keyring?.countPrompts()) ?? 0) > 0, { timeout: 60_000 });
}

/** No process is left that waits for an answer, and none that has ended without anybody asking how. */
async function expectEveryWorkerGone(): Promise<void> {
  for (const worker of keychain?.workers ?? []) {
    if (worker.exitCode === null && worker.signalCode === null) {
      await once(worker, 'exit', { signal: AbortSignal.timeout(60_000) });
    }
    expect(() => process.kill(worker.pid ?? 0, 0)).toThrow('ESRCH');
  }
}
