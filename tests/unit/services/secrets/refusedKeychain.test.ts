import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createServices, type Services } from '../../../../electron/services/services.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { shownKey } from '../../../fakes/memoryAdminApi.ts';
import { createMemoryPorts, type MemoryPorts } from '../../../fakes/memoryPorts.ts';

let memory: MemoryPorts;
let services: Services;
let id: string;

beforeEach(async () => {
  memory = createMemoryPorts();
  services = createServices(memory.ports);
  id = (await services.connections.add({ ...CONNECTION_FORM, keepsKeySecrets: true })).id;
  await services.connections.open('sample');
  await services.keys.list('sample');
  await services.recorded.copyToken('sample', shownKey('authkey.1'));
  await services.keys.readSecret(id, shownKey('authkey.1'));
  await vi.waitFor(() => expect(memory.secretStore.items.size).toBe(4));
  await services.close();
});

/** The next start, at which the person refuses what the keychain asks. */
function startRefused(): { readonly items: ReadonlyMap<string, string> } {
  memory.secretStore.isRefusing = true;
  services = createServices(memory.ports);
  return { items: new Map(memory.secretStore.items) };
}

const summary = () => services.connections.list().connections.find((one) => one.id === id);
const verdict = async () => {
  const filter = { connectionId: 'sample', search: '', actions: {} as never };
  return (await services.activity.list(filter, { skip: 0, take: 1 })).journals[0]?.verdict;
};
const allow = async () => {
  memory.secretStore.isRefusing = false;
  await services.appState.retryKeychain();
};

describe('a start at which the person refuses what the keychain asks', () => {
  it('fault 88: a password counts as not given, not as missing', async () => {
    startRefused();
    await expect(services.connections.open(id)).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' });
    expect(summary()?.passwordKept).toBe('unknown');
    expect(services.appState.get().keychainProblem).toBe('refused');
    await allow();
    expect(services.appState.get().keychainProblem).toBeNull();
    await services.connections.open(id);
  });

  it('fault 88: the sample platform runs in memory, and its secret and data stay', async () => {
    const before = memory.platformStarts.at(-1);
    const { items } = startRefused();
    await services.connections.open('sample');
    expect(memory.platformStarts.at(-1)?.dataFolder).toBeNull();
    await allow();
    await services.connections.open('sample');
    expect(memory.platformStarts.at(-1)).toEqual(before);
    expect(memory.secretStore.items).toEqual(items);
  });

  it.each([
    ['was not noted as stored', () => memory.secretStore.stored.delete('sample')],
    ['is something else', () => memory.secretStore.items.set('sample', '{}')],
  ])('fault 88: a sample platform whose secret %s is not made anew over its data', async (_name, change) => {
    memory.secretStore.isRefusing = change() === true;
    services = createServices(memory.ports);
    const items = new Map(memory.secretStore.items);
    await services.connections.open('sample');
    expect(memory.platformStarts.at(-1)?.dataFolder).toBeNull();
    expect(memory.secretStore.items).toEqual(items);
    expect(services.appState.get().keychainProblem).toBe('refused');
  });

  it('fault 88: a seal is not begun anew', async () => {
    const { items } = startRefused();
    await services.keys.list('sample');
    await services.recorded.copyToken('sample', shownKey('authkey.2'));
    await services.close();
    expect(memory.secretStore.items.get('activity-sample')).toBe(items.get('activity-sample'));
    expect(await verdict()).toMatchObject({ brokenAt: null, sealedFrom: null });
    memory.secretStore.isRefusing = false;
    services = createServices(memory.ports);
    expect(await verdict()).toMatchObject({ brokenAt: null, sealedFrom: 3 });
  });

  it('fault 88: what is removed stays listed until the keychain has deleted it', async () => {
    startRefused();
    expect(await services.connections.remove(id)).toMatchObject({ passwordRemoved: false, cachedSecretsLeft: 1 });
    expect(services.appState.get().secretsToRemove).toBe(2);
    await allow();
    expect(services.appState.get().secretsToRemove).toBe(0);
    expect([...memory.secretStore.items.keys()].sort()).toEqual(['activity-sample', 'sample']);
  });

  it('fault 90: saying no once is enough: nothing more is asked before it is checked again', async () => {
    startRefused();
    const get = vi.spyOn(memory.secretStore, 'get');
    const set = vi.spyOn(memory.secretStore, 'set');
    services.connections.list();
    await expect(services.connections.open(id)).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' });
    await services.connections.open('sample');
    await services.keys.list('sample');
    await services.recorded.copyToken('sample', shownKey('authkey.1'));
    await verdict();
    expect(get).toHaveBeenCalledTimes(1);
    expect(set).not.toHaveBeenCalled();
  });
});

describe('what the person can do about it', () => {
  it('a password that is entered again is kept for the run, and in the keychain once it takes it', async () => {
    startRefused();
    const { password: _password, ...fields } = { ...CONNECTION_FORM, keepsKeySecrets: true };
    await services.connections.change({ ...fields, id, password: 'entered again', skipsTest: true });
    expect(summary()?.passwordKept).toBe('thisRunOnly');
    await allow();
    expect(summary()?.passwordKept).toBe('keychain');
    expect(memory.secretStore.items.get(id)).toContain('entered again');
  });

  it('what is taken for lost begins anew, because the person said so', async () => {
    const before = memory.platformStarts.at(-1);
    startRefused();
    await services.connections.open('sample');
    memory.secretStore.items.clear();
    memory.secretStore.isRefusing = false;
    const state = await services.appState.acceptKeychainLoss();
    expect(state.keychainProblem).toBeNull();
    await services.connections.open('sample');
    const after = memory.platformStarts.at(-1);
    expect(after?.dataFolder).not.toBeNull();
    expect(after?.dataFolder).not.toBe(before?.dataFolder);
  });

  it('what was to be deleted and is taken for lost is asked for no more', async () => {
    startRefused();
    await services.connections.remove(id);
    expect(await services.appState.acceptKeychainLoss()).toMatchObject({ secretsToRemove: 0, keychainProblem: null });
  });
});

describe('what is asked for at a start', () => {
  it('fault 90: is the password of the active connection, and no other', async () => {
    await createServices(memory.ports).connections.add({ ...CONNECTION_FORM, name: 'Active' });
    const active = memory.settingsStore.stored.activeConnectionId;
    services = createServices(memory.ports);
    const get = vi.spyOn(memory.secretStore, 'get');
    services.connections.list();
    await vi.waitFor(() => expect(get).toHaveBeenCalled());
    expect(get.mock.calls).toEqual([[active]]);
    expect(summary()?.passwordKept).toBe('keychain');
  });

  it('fault 90: is nothing while KeyDesk is locked, and then the passphrase alone', async () => {
    await services.lock.setPassphrase(null, 'a long passphrase');
    const get = vi.spyOn(memory.secretStore, 'get');
    services = createServices(memory.ports);
    await new Promise((resolve) => setImmediate(resolve));
    await services.appState.retryKeychain();
    expect(get).not.toHaveBeenCalled();
    await services.lock.unlock('a long passphrase');
    expect(get.mock.calls).toEqual([['app-lock']]);
  });
});
