import { describe, expect, it, vi } from 'vitest';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { shownKey } from '../../../fakes/memoryAdminApi.ts';
import { settle } from '../../../fakes/settle.ts';
import { addConnection, memory, services, startAgain, startBeforeEach, summaryOf, verdictOf } from '../application.ts';

let id: string;

startBeforeEach(async () => {
  id = await addConnection({ keepsKeySecrets: true });
  await services.connections.open('sample');
  await services.keys.list('sample');
  await services.recorded.copyToken('sample', shownKey('authkey.1'));
  await services.keys.readSecret(id, shownKey('authkey.1'));
  await vi.waitFor(() => expect(memory.secretStore.items.size).toBe(4));
  await services.close();
});

/** The next start, at which the user refuses what the keychain asks. */
function startRefused(): { readonly items: ReadonlyMap<string, string> } {
  memory.secretStore.isDenying = true;
  startAgain();
  return { items: new Map(memory.secretStore.items) };
}

const keychainProblem = () => services.appState.get().keychainProblem;
const allow = async () => {
  memory.secretStore.isDenying = false;
  await services.appState.retryKeychain();
};

describe('a start at which the user refuses what the keychain asks', () => {
  it('fault 88: a password counts as not given, not as missing', async () => {
    startRefused();
    await expect(services.connections.open(id)).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' });
    expect(summaryOf(id)?.passwordLocation).toBe('unknown');
    expect(keychainProblem()).toBe('denied');
    await allow();
    expect(keychainProblem()).toBeNull();
    await services.connections.open(id);
  });

  it('fault 88: the sample platform runs in memory until it is allowed; its secret and data stay', async () => {
    const before = memory.platformStarts.at(-1);
    const { items } = startRefused();
    await services.connections.open('sample');
    expect(memory.platformStarts.at(-1)?.dataFolder).toBeNull();
    memory.published.length = 0;
    await allow();
    expect(memory.published).toContain('connections:changed');
    await services.connections.open('sample');
    expect(memory.platformStarts.at(-1)).toEqual(before);
    expect(memory.secretStore.items).toEqual(items);
  });

  it.each([
    ['was not noted as stored', () => memory.secretStore.stored.delete('sample')],
    ['is something else', () => memory.secretStore.items.set('sample', '{}')],
  ])('fault 88: a sample platform whose secret %s is not made anew over its data', async (_name, change) => {
    memory.secretStore.isDenying = change() === true;
    const items = new Map(memory.secretStore.items);
    await startAgain().connections.open('sample');
    expect(memory.platformStarts.at(-1)?.dataFolder).toBeNull();
    expect(memory.secretStore.items).toEqual(items);
    expect(keychainProblem()).toBe('denied');
  });

  it('fault 88: the seal of a journal is not begun anew', async () => {
    const { items } = startRefused();
    await services.keys.list('sample');
    await services.recorded.copyToken('sample', shownKey('authkey.2'));
    await services.close();
    expect(memory.secretStore.items.get('activity-sample')).toBe(items.get('activity-sample'));
    expect(await verdictOf()).toMatchObject({ brokenAt: null, sealedFrom: null });
    memory.secretStore.isDenying = false;
    expect(await verdictOf(startAgain())).toMatchObject({ brokenAt: null, sealedFrom: 3 });
  });

  it('fault 88: what is removed stays listed until the keychain has deleted it', async () => {
    startRefused();
    expect(await services.connections.remove(id)).toMatchObject({ passwordRemoved: false, cachedSecretsLeft: 1 });
    expect(services.appState.get().secretsToRemove).toBe(2);
    await allow();
    expect(services.appState.get().secretsToRemove).toBe(0);
    expect([...memory.secretStore.items.keys()].sort()).toEqual(['activity-sample', 'sample']);
  });

  it('fault 90: refusing once is enough: nothing more is asked before the keychain is checked again', async () => {
    startRefused();
    const get = vi.spyOn(memory.secretStore, 'get');
    const set = vi.spyOn(memory.secretStore, 'set');
    services.start();
    await expect(services.connections.open(id)).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' });
    await services.connections.open('sample');
    await services.keys.list('sample');
    await services.recorded.copyToken('sample', shownKey('authkey.1'));
    await verdictOf();
    expect(get).toHaveBeenCalledTimes(1);
    expect(set).not.toHaveBeenCalled();
  });
});

describe('what the user can do about it', () => {
  it('a password that is entered again is kept for the run, and in the keychain once that takes it', async () => {
    startRefused();
    const form = { ...CONNECTION_FORM, keepsKeySecrets: true };
    await services.connections.change({ ...form, id, password: 'entered again', skipsTest: true });
    expect(summaryOf(id)?.passwordLocation).toBe('thisRunOnly');
    await allow();
    expect(summaryOf(id)?.passwordLocation).toBe('keychain');
    expect(memory.secretStore.items.get(id)).toContain('entered again');
  });

  it('what the user says is lost begins anew', async () => {
    const before = memory.platformStarts.at(-1);
    startRefused();
    await services.connections.open('sample');
    memory.secretStore.items.clear();
    memory.secretStore.isDenying = false;
    expect((await services.appState.acceptKeychainLoss()).keychainProblem).toBeNull();
    await services.connections.open('sample');
    const after = memory.platformStarts.at(-1);
    expect(after?.dataFolder).not.toBeNull();
    expect(after?.dataFolder).not.toBe(before?.dataFolder);
  });

  it('what was to be deleted and is said to be lost is asked for no more', async () => {
    startRefused();
    await services.connections.remove(id);
    expect(await services.appState.acceptKeychainLoss()).toMatchObject({ secretsToRemove: 0, keychainProblem: null });
  });
});

describe('what a start asks the keychain for', () => {
  it('fault 90: the password of the active connection, and no other', async () => {
    startAgain();
    const active = await addConnection({ name: 'Active' });
    startAgain();
    const get = vi.spyOn(memory.secretStore, 'get');
    services.start();
    await vi.waitFor(() => expect(get).toHaveBeenCalled());
    expect(get.mock.calls).toEqual([[active]]);
    expect(summaryOf(id)?.passwordLocation).toBe('keychain');
  });

  it('fault 90: nothing while KeyDesk is locked, then the passphrase, then the active connection', async () => {
    await services.lock.setPassphrase(null, 'a long passphrase');
    const get = vi.spyOn(memory.secretStore, 'get');
    startAgain().start();
    await settle();
    await services.appState.retryKeychain();
    expect(get).not.toHaveBeenCalled();
    await services.lock.unlock('a long passphrase');
    expect(get.mock.calls).toEqual([['app-lock'], [id]]);
  });
});
