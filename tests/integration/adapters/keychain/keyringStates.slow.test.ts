import { once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PROMPT_LIMIT_MS, WAITING_AFTER_MS } from '../../../../electron/adapters/keychain/keychainClient.ts';
import { type Keyring, startKeyring, WITHOUT_KEYRING } from '../../../harness/keyring.ts';
import { type RealKeychain, realKeychain } from '../../../harness/realKeychain.ts';

const SECRET = 'canary päßword 🔑';

let keyring: Keyring | null = null;

afterEach(async () => {
  await keyring?.stop();
  keyring = null;
});

/** Starts an unlocked keyring with one item, `stored`. */
async function keychainWithItem(prompt: 'dismissed' | 'unanswered' = 'dismissed') {
  keyring = await startKeyring({ prompt });
  const keychain = realKeychain(keyring.environment);
  expect(await keychain.store.set('stored', SECRET)).toEqual({ done: true });
  return { ...keychain, keyring };
}

async function replaceDaemon(): Promise<void> {
  await keyring?.killDaemon();
  await keyring?.startDaemon();
}

it.each(['noBus', 'noService', 'noCollection'] as const)(
  '%s is the reason of every operation, and no secret is reported as absent or stored',
  async (reason) => {
    keyring = reason === 'noBus' ? null : await startKeyring({ state: reason });
    const { store } = realKeychain(keyring?.environment ?? WITHOUT_KEYRING);
    expect(await store.get('stored')).toEqual({ state: 'unavailable', reason });
    expect(await store.set('stored', SECRET)).toEqual({ done: false, reason });
    expect(await store.delete('stored')).toEqual({ done: false, reason });
  },
);

it('a locked keyring reports no item as absent and loses none', async () => {
  const { store, keyring: locked } = await keychainWithItem();
  await locked.lock();
  expect(await store.get('stored')).toEqual({ state: 'unavailable', reason: 'locked' });
  expect(await locked.countPrompts()).toBe(1);
  expect(await store.get('other')).toEqual({ state: 'unavailable', reason: 'locked' });
  expect(await locked.countPrompts()).toBe(2);
  expect(await store.set('stored', 'overwritten')).toEqual({ done: false, reason: 'locked' });
  expect(await store.delete('stored')).toEqual({ done: false, reason: 'locked' });
  await replaceDaemon();
  expect(await store.get('stored')).toEqual({ state: 'present', secret: SECRET });
  expect(await store.set('stored', 'changed')).toEqual({ done: true });
});

it('a daemon that ended is reported, and each operation finds a new one', async () => {
  const { store, keyring: killed } = await keychainWithItem();
  await killed.killDaemon();
  const reason = 'noService';
  expect(await store.get('stored')).toEqual({ state: 'unavailable', reason });
  expect(await store.set('stored', 'overwritten')).toEqual({ done: false, reason });
  expect(await store.delete('stored')).toEqual({ done: false, reason });
  await killed.startDaemon();
  expect(await store.get('stored')).toEqual({ state: 'present', secret: SECRET });
  await replaceDaemon();
  expect(await store.set('stored', 'changed')).toEqual({ done: true });
  await replaceDaemon();
  expect(await store.delete('stored')).toEqual({ done: true });
});

describe('a locked keyring whose prompt is not answered', () => {
  it.each<[name: string, call: (store: RealKeychain['store']) => Promise<unknown>]>([
    ['get', (store) => store.get('stored')],
    ['set', (store) => store.set('stored', 'overwritten')],
    ['delete', (store) => store.delete('stored')],
  ])('%s times out, its worker ends and nothing is lost', async (_name, call) => {
    const { store, clock, workers, keyring: locked } = await keychainWithItem('unanswered');
    await locked.lock();
    const result = call(store);
    await untilPrompted(locked);
    clock.advance(PROMPT_LIMIT_MS);
    expect(await result).toMatchObject({ reason: 'noResponse' });
    expect(await locked.countPrompts()).toBe(1);
    await expectEnded(workers);
    await replaceDaemon();
    expect(await store.get('stored')).toEqual({ state: 'present', secret: SECRET });
  });

  it('is reported as waiting, and a cancel ends it at once', async () => {
    const { store, clock, workers, keyring: locked } = await keychainWithItem('unanswered');
    await locked.lock();
    const isWaiting = new Promise((resolve) => store.onWaiting(resolve));
    const lookups = Promise.all([store.get('stored'), store.get('other')]);
    await untilPrompted(locked);
    clock.advance(WAITING_AFTER_MS);
    expect(await isWaiting).toBe(true);
    store.cancel();
    expect(await lookups).toEqual(Array(2).fill({ state: 'unavailable', reason: 'cancelled' }));
    await expectEnded(workers);
  });
});

async function untilPrompted({ countPrompts }: Keyring): Promise<void> {
  await vi.waitUntil(async () => (await countPrompts()) > 0, { timeout: 60_000 });
}

/** Expects that no process is left, not even one that has exited and was not waited for. */
async function expectEnded(workers: RealKeychain['workers']): Promise<void> {
  for (const worker of workers) {
    if (worker.exitCode === null && worker.signalCode === null) {
      await once(worker, 'exit', { signal: AbortSignal.timeout(60_000) });
    }
    expect(() => process.kill(worker.pid ?? 0, 0)).toThrow('ESRCH');
  }
}
