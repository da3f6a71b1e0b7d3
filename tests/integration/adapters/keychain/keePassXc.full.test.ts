import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createServices } from '../../../../electron/services/services.ts';
import { memoryKeychainFolder } from '../../../fakes/memoryKeychainFolder.ts';
import { createMemoryPorts } from '../../../fakes/memoryPorts.ts';
import { type KeePassXc, startKeePassXc } from '../../../harness/keePassXc.ts';
import { realKeychain } from '../../../harness/realKeychain.ts';
import { expectLockedUntilUnlocked } from './lockedKeychain.ts';

const SECRET = 'canary of KeePassXC';
const DONE = { done: true };
const DENIED = { state: 'unavailable', reason: 'denied' };
const PRESENT = { state: 'present', secret: SECRET };

let keePassXc: KeePassXc;
let folder = memoryKeychainFolder();

beforeEach(() => {
  folder = memoryKeychainFolder();
});

afterEach(() => keePassXc.stop());

/** The keychain as a start of KeyDesk opens it: KeePassXC asks again. */
const nextStart = () => realKeychain(keePassXc.environment, folder).store;

/** KeePassXC saves a little after it has answered. */
const untilSaved = (secret: string) => expect.poll(() => keePassXc.readFile(secret).hasSecret).toBe(true);

describe('KeePassXC that asks before a program reads an entry', () => {
  beforeEach(async () => {
    keePassXc = await startKeePassXc();
    expect(await nextStart().set('kept', SECRET)).toEqual(DONE);
  });

  it('stores, returns and deletes a secret, and keeps the deleted one in its recycle bin', async () => {
    const store = nextStart();
    expect(await store.identify()).toBe('keePassXc');
    const [lookup] = await Promise.all([store.get('kept'), keePassXc.allow()]);
    expect(lookup).toEqual(PRESENT);
    expect(await store.delete('kept')).toEqual(DONE);
    expect(await store.get('kept')).toEqual({ state: 'absent' });
    // One item remains for checks, however many there were.
    expect(await store.get('never stored')).toEqual({ state: 'absent' });
    await expect
      .poll(() => keePassXc.readFile(SECRET))
      .toEqual({
        entries: ['KeyDesk/check@folder', 'Recycle Bin/', 'Recycle Bin/KeyDesk/kept@folder'],
        hasSecret: true,
      });
  });

  it('fault 88: what the user denies is neither absent nor replaced nor deleted', async () => {
    const store = nextStart();
    const [lookup] = await Promise.all([store.get('kept'), keePassXc.deny()]);
    expect(lookup).toEqual(DENIED);
    const change = store.set('kept', 'overwritten');
    await keePassXc.deny();
    // The write is reported as done; KeePassXC asks again when it is read back.
    await keePassXc.deny();
    expect(await change).toEqual({ done: false, reason: 'denied' });
    const [deletion] = await Promise.all([store.delete('kept'), keePassXc.deny()]);
    expect(deletion).toEqual({ done: false, reason: 'denied' });
    const [again] = await Promise.all([store.get('kept'), keePassXc.allow()]);
    expect(again).toEqual(PRESENT);
  });

  it('fault 88: a sample platform whose secret is denied is not started over', async () => {
    const memory = createMemoryPorts();
    const startServices = () =>
      createServices({ ...memory.ports, secretStore: nextStart(), hasSampleData: () => true });
    folder.recordStored('sample');
    expect(await nextStart().set('sample', 'the secret of its database')).toEqual(DONE);
    await untilSaved('the secret of its database');
    const services = startServices();
    await Promise.all([services.connections.open('sample'), keePassXc.deny()]);
    expect(memory.platformStarts.at(-1)?.dataFolder).toBeNull();
    expect(services.appState.get()).toMatchObject({ keychainProblem: 'denied' });
    // Nothing more is asked.
    await services.keys.list('sample');
    expect(await keePassXc.countDialogs()).toBe(0);
    await services.close();
    expect(keePassXc.readFile('the secret of its database').hasSecret).toBe(true);
  });

  it('remains the keychain while KWallet runs in the same session', async () => {
    await keePassXc.startKWalletBeside();
    const store = nextStart();
    expect(await store.identify()).toBe('keePassXc');
    const [lookup] = await Promise.all([store.get('kept'), keePassXc.deny()]);
    expect(lookup).toEqual(DENIED);
  });

  it('finds KeePassXC again after it was restarted while KeyDesk runs', async () => {
    const store = nextStart();
    await Promise.all([store.get('kept'), keePassXc.allow()]);
    await untilSaved(SECRET);
    await keePassXc.kill();
    expect(await store.get('kept')).toEqual({ state: 'unavailable', reason: 'noService' });
    await keePassXc.start('unlocked');
    const [lookup] = await Promise.all([store.get('kept'), keePassXc.allow()]);
    expect(lookup).toEqual(PRESENT);
  });
});

describe('KeePassXC with a locked database', () => {
  beforeEach(async () => {
    keePassXc = await startKeePassXc({ asksForAccess: false });
    expect(await nextStart().set('kept', SECRET)).toEqual(DONE);
    await untilSaved(SECRET);
    await keePassXc.kill();
    await keePassXc.start('locked');
  });

  it('is locked once its dialog is closed, for reading, writing and deleting, with one dialog each', async () => {
    await expectLockedUntilUnlocked(
      nextStart(),
      {
        dismiss: () => keePassXc.dismissUnlock(),
        unlock: () => keePassXc.unlock(),
        countDialogs: () => keePassXc.countDialogs(),
      },
      SECRET,
    );
  });

  it('calls wait behind the one whose dialog is open', async () => {
    const store = nextStart();
    const lookups = Promise.all([store.get('kept'), store.get('kept')]);
    await keePassXc.unlock();
    expect(await lookups).toEqual([PRESENT, PRESENT]);
    expect(await keePassXc.countDialogs()).toBe(0);
  });
});

it('KeePassXC without an exposed database has no collection', async () => {
  keePassXc = await startKeePassXc({ isExposed: false });
  const store = nextStart();
  const reason = 'noCollection';
  expect(await store.get('kept')).toEqual({ state: 'unavailable', reason });
  expect(await store.set('kept', SECRET)).toEqual({ done: false, reason });
  expect(await store.delete('kept')).toEqual({ done: false, reason });
  // KeePassXC would ask for a new database.
  expect(await keePassXc.countDialogs()).toBe(0);
  expect(await store.identify()).toBe('keePassXc');
});
