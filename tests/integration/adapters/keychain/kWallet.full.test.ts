import { afterEach, beforeEach, expect, it } from 'vitest';
import { PROMPT_LIMIT_MS } from '../../../../electron/adapters/keychain/keychainClient.ts';
import { memoryKeychainFolder } from '../../../fakes/memoryKeychainFolder.ts';
import { type KWallet, startKWallet } from '../../../harness/kWallet.ts';
import { realKeychain } from '../../../harness/realKeychain.ts';
import { expectLockedUntilUnlocked } from './lockedKeychain.ts';

const SECRET = 'canary of KWallet';
const DONE = { done: true };
const PRESENT = { state: 'present', secret: SECRET };

let kWallet: KWallet;
let folder = memoryKeychainFolder();

beforeEach(() => {
  folder = memoryKeychainFolder();
});

afterEach(() => kWallet.stop());

const nextStart = () => realKeychain(kWallet.environment, folder).store;

/** Starts KWallet with one item, `kept`, and closes the wallet. */
async function startClosed(): Promise<void> {
  kWallet = await startKWallet();
  const stamp = kWallet.saveStamp();
  expect(await nextStart().set('kept', SECRET)).toEqual(DONE);
  await kWallet.untilSaved(stamp);
  await kWallet.killDaemon();
  await kWallet.startDaemon('closed');
}

it('stores, returns and deletes a secret, and keeps nothing of the deleted one', async () => {
  kWallet = await startKWallet();
  const store = nextStart();
  expect(await store.identify()).toBe('kWallet');
  expect(await store.set('kept', SECRET)).toEqual(DONE);
  expect(await nextStart().get('kept')).toEqual(PRESENT);
  expect(await store.delete('kept')).toEqual(DONE);
  expect(await store.get('kept')).toEqual({ state: 'absent' });
  expect(await kWallet.readNames()).toEqual(['KeyDesk/check@folder']);
});

it('a wallet whose dialog is closed is locked, for reading, writing and deleting', async () => {
  await startClosed();
  await expectLockedUntilUnlocked(
    nextStart(),
    { dismiss: () => kWallet.dismiss(), unlock: () => kWallet.unlock(), countDialogs: () => kWallet.countDialogs() },
    SECRET,
  );
});

it('fault 91: an item is deleted although its wallet was closed before', async () => {
  await startClosed();
  const store = nextStart();
  const [deletion] = await Promise.all([store.delete('kept'), kWallet.unlock()]);
  expect(deletion).toEqual(DONE);
  expect(await kWallet.readNames()).toEqual([]);
});

it('a dialog that nobody answers ends with the time limit, and nothing is lost', async () => {
  await startClosed();
  const { store, clock } = realKeychain(kWallet.environment, folder);
  const lookup = store.get('kept');
  await kWallet.untilAsked();
  clock.advance(PROMPT_LIMIT_MS);
  expect(await lookup).toEqual({ state: 'unavailable', reason: 'noResponse' });
  await kWallet.dismiss();
  await kWallet.signIn();
  expect(await store.get('kept')).toEqual(PRESENT);
});

it('finds KWallet again after it was restarted while KeyDesk runs', async () => {
  await startClosed();
  await kWallet.signIn();
  const store = nextStart();
  expect(await store.get('kept')).toEqual(PRESENT);
  for (const call of [() => store.set('kept', 'changed'), () => store.delete('kept')]) {
    await kWallet.killDaemon();
    await kWallet.startDaemon('open');
    expect(await call()).toEqual(DONE);
  }
});

it('fault 91: an item whose secret KWallet had not saved yet counts as denied, not as empty or absent', async () => {
  await startClosed();
  await kWallet.signIn();
  expect(await nextStart().set('unsaved', 'not saved')).toEqual(DONE);
  expect(await nextStart().set('kept', 'not saved either')).toEqual(DONE);
  await kWallet.killDaemon();
  await kWallet.startDaemon('open');
  const store = nextStart();
  expect(await store.get('unsaved')).toEqual({ state: 'unavailable', reason: 'denied' });
  // KWallet restores the former secret; nothing shows that there was a newer one.
  expect(await store.get('kept')).toEqual(PRESENT);
});

it('KWallet without a wallet has no collection, and nobody is asked to create one', async () => {
  kWallet = await startKWallet('none');
  const store = nextStart();
  const reason = 'noCollection';
  const expectNone = async (): Promise<void> => {
    expect(await store.get('kept')).toEqual({ state: 'unavailable', reason });
    expect(await store.set('kept', SECRET)).toEqual({ done: false, reason });
    expect(await store.delete('kept')).toEqual({ done: false, reason });
    expect(await kWallet.countDialogs()).toBe(0);
  };
  await expectNone();
  // A new wallet is not offered before the next start of the daemon; a client that writes is asked to create another.
  await kWallet.signIn();
  await expectNone();
  await kWallet.killDaemon();
  await kWallet.startDaemon('open');
  expect(await store.set('kept', SECRET)).toEqual(DONE);
});
