import { beforeEach, describe, expect, it } from 'vitest';
import { createServices, type Services } from '../../../../electron/services/services.ts';
import { AppError } from '../../../../shared/result.ts';
import { CONNECTION_FORM, targetOf } from '../../../fakes/connectionForm.ts';
import { createMemoryPorts, type MemoryPorts } from '../../../fakes/memoryPorts.ts';

const form = CONNECTION_FORM;

/** Lets everything that is due run. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

let memory: MemoryPorts;
let services: Services;

beforeEach(() => {
  memory = createMemoryPorts();
  services = createServices(memory.ports);
});

describe('a first start', () => {
  it('shows the sample platform and opens it without being configured', async () => {
    expect(services.connections.list()).toMatchObject({
      activeConnectionId: 'sample',
      connections: [{ id: 'sample', kind: 'sample' }],
    });
    expect((await services.keys.list('sample')).total).toBe(2);
    expect(memory.platformStarts).toHaveLength(1);
    expect(memory.targets[0]).toMatchObject({ address: 'http://127.0.0.1:1', credentials: { username: 'admin' } });
  });

  it('starts the sample platform once, however often it is needed', async () => {
    await Promise.all([services.keys.list('sample'), services.keys.getPermissions('sample')]);
    expect(memory.platformStarts).toHaveLength(1);
  });

  it('keeps what opens the sample data in the keychain, so that the next start finds it', async () => {
    await services.connections.open('sample');
    await createServices(memory.ports).connections.open('sample');
    expect(memory.platformStarts[1]).toEqual(memory.platformStarts[0]);
    expect(memory.platformStarts[0]?.dataFolder).toMatch(/^\/data\/sample-platform\/[\da-f-]{36}$/);
    expect(Buffer.from(memory.platformStarts[0]?.encryptionKey ?? '', 'base64')).toHaveLength(32);
  });

  it('tries again after the sample platform could not be started', async () => {
    const start = memory.ports.samplePlatform.start;
    memory.ports.samplePlatform.start = () => Promise.reject(new AppError('SAMPLE_PLATFORM_FAILED', 'no'));
    await expect(services.connections.open('sample')).rejects.toThrow('no');
    memory.ports.samplePlatform.start = start;
    await expect(services.connections.open('sample')).resolves.toBeDefined();
  });
});

describe('without a keychain', () => {
  beforeEach(() => {
    memory.secretStore.problem = 'noBus';
  });

  it('keeps the sample data in memory and says why', async () => {
    await services.connections.open('sample');
    expect(memory.platformStarts[0]?.dataFolder).toBeNull();
    expect(services.appState.get().keychainProblem).toBe('noBus');
    expect(memory.published).toContain('app:changed');
  });

  it('keeps a password for this run only and writes it nowhere', async () => {
    const added = await services.connections.add(form);
    expect(added.passwordKept).toBe('thisRunOnly');
    await services.connections.open(added.id);
    expect(memory.targets.at(-1)?.credentials).toMatchObject({ password: form.password });
    expect(JSON.stringify(memory.settingsStore.stored)).not.toContain(form.password);
    const nextRun = createServices(memory.ports);
    await expect(nextRun.connections.open(added.id)).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' });
  });

  it('moves the password to the keychain once it can be used', async () => {
    const { id } = await services.connections.add(form);
    memory.secretStore.problem = null;
    expect((await services.appState.retryKeychain()).keychainProblem).toBeNull();
    expect(memory.secretStore.items.get(id)).toContain(form.password);
    expect(services.connections.list().connections[1]?.passwordKept).toBe('keychain');
  });

  it('says so until the last password has left memory, whatever else succeeds', async () => {
    const { id } = await services.connections.add(form);
    memory.secretStore.problem = null;
    await services.connections.open('sample');
    expect(services.appState.get().keychainProblem).toBe('noBus');
    expect(services.connections.list().connections[1]).toMatchObject({ id, passwordKept: 'thisRunOnly' });
  });

  it('leaves the sample database in memory for the kept one once the keychain can be used', async () => {
    await services.connections.open('sample');
    memory.secretStore.problem = null;
    await services.appState.retryKeychain();
    await services.connections.open('sample');
    expect(memory.platformStarts.map(({ dataFolder }) => dataFolder !== null)).toEqual([false, true]);
    expect(memory.published).toContain('connections:changed');
  });

  it('never replaces what a locked keychain holds for the sample platform', async () => {
    memory.secretStore.problem = null;
    await services.connections.open('sample');
    const kept = memory.secretStore.items.get('sample');
    memory.secretStore.problem = 'locked';
    const nextRun = createServices(memory.ports);
    await nextRun.connections.open('sample');
    memory.secretStore.problem = null;
    await nextRun.appState.retryKeychain();
    expect(memory.secretStore.items.get('sample')).toBe(kept);
  });
});

describe('a keychain that does not answer', () => {
  it('is asked once, not once for every connection', async () => {
    for (const name of ['One', 'Two', 'Three']) {
      await services.connections.add({ ...form, name });
    }
    memory.secretStore.problem = 'noAnswer';
    let asked = 0;
    const get = memory.secretStore.get.bind(memory.secretStore);
    memory.secretStore.get = (id) => {
      asked += 1;
      return get(id);
    };
    const nextRun = createServices(memory.ports);
    nextRun.connections.list();
    nextRun.connections.list();
    await settle();
    expect(asked).toBe(1);
    expect(
      nextRun.connections
        .list()
        .connections.slice(1)
        .map(({ passwordKept }) => passwordKept),
    ).toEqual(Array(3).fill('unknown'));
  });

  it('does not hold the list of connections up', () => {
    memory.secretStore.get = () => new Promise(() => {});
    expect(services.connections.list().connections).toHaveLength(1);
  });
});

describe('adding a connection', () => {
  it('keeps the password in the keychain only and shows the new connection', async () => {
    const { id, passwordKept } = await services.connections.add(form);
    expect(passwordKept).toBe('keychain');
    expect(memory.secretStore.items.get(id)).toContain(form.password);
    expect(JSON.stringify(memory.settingsStore.stored)).not.toContain(form.password);
    expect(services.connections.list().activeConnectionId).toBe(id);
  });

  it('is good for this run when the settings cannot be written', async () => {
    memory.settingsStore.problem = 'diskFull';
    const { id, passwordKept } = await services.connections.add(form);
    expect(passwordKept).toBe('thisRunOnly');
    await services.connections.open(id);
    expect(memory.targets.at(-1)).toMatchObject(targetOf(form));
    expect(memory.secretStore.items.size).toBe(0);
    expect(services.appState.get()).toMatchObject({ storageProblem: 'diskFull', keychainProblem: null });
  });
});

describe('changing a connection', () => {
  it.each([
    ['another address', { address: 'https://evil.example' }],
    ['another user name', { username: 'root' }],
  ])('never sends the stored password to %s', async (_name, change) => {
    const { password, ...fields } = form;
    const { id } = await services.connections.add(form);
    await expect(services.connections.change({ ...fields, ...change, id, password: null })).rejects.toMatchObject({
      code: 'VALIDATION',
      issues: [{ path: 'password', problem: 'required' }],
    });
    await services.connections.change({ ...fields, ...change, id, password: `${password}2` });
    await services.connections.open(id);
    expect(memory.targets.at(-1)).toMatchObject(targetOf({ ...form, ...change, password: `${password}2` }));
  });

  it('keeps the stored password when only the name changes', async () => {
    const { password, ...fields } = form;
    const { id } = await services.connections.add(form);
    await services.connections.change({ ...fields, id, name: 'Renamed', password: null });
    await services.connections.open(id);
    expect(memory.targets.at(-1)?.credentials).toMatchObject({ password });
  });
});

describe('a password', () => {
  const { password: _password, ...fields } = form;
  const elsewhere = { address: 'https://other.example', password: 'for the other' };

  it('never goes to another address after the keychain could not take its successor', async () => {
    const { id } = await services.connections.add(form);
    memory.secretStore.problem = 'locked';
    await services.connections.change({ ...fields, ...elsewhere, id });
    memory.secretStore.problem = null;
    const nextRun = createServices(memory.ports);
    await expect(nextRun.connections.open(id)).rejects.toMatchObject({ code: 'PASSWORD_MISSING' });
    expect(memory.targets).toEqual([]);
  });

  it('stays with its address when the change of the address could not be saved', async () => {
    const { id } = await services.connections.add(form);
    memory.settingsStore.problem = 'readOnly';
    await services.connections.change({ ...fields, ...elsewhere, id });
    await services.connections.open(id);
    expect(memory.targets.at(-1)).toMatchObject(targetOf({ ...form, ...elsewhere }));

    await createServices(memory.ports).connections.open(id);
    expect(memory.targets.at(-1)).toMatchObject(targetOf(form));
  });

  it('is masked in the log once it was read', async () => {
    const { id } = await services.connections.add(form);
    memory.logger.redacted.length = 0;
    await createServices(memory.ports).connections.open(id);
    expect(memory.logger.redacted).toContain(form.password);
  });

  it('of the sample platform is masked like its encryption key', async () => {
    await services.connections.open('sample');
    const [start] = memory.platformStarts;
    expect(memory.logger.redacted).toEqual(expect.arrayContaining([start?.adminPassword, start?.encryptionKey]));
  });
});

describe('a sample platform that ends by itself', () => {
  it('is started again, but not without end', async () => {
    let onExit = (): void => {};
    memory.ports.samplePlatform.onUnexpectedExit = (listener) => {
      onExit = listener;
    };
    services = createServices(memory.ports);
    for (let round = 0; round < 3; round += 1) {
      await services.connections.open('sample');
      onExit();
    }
    await expect(services.connections.open('sample')).rejects.toMatchObject({ code: 'SAMPLE_PLATFORM_FAILED' });
    memory.clock.advance(60_000);
    await expect(services.connections.open('sample')).resolves.toBeDefined();
  });

  it('is not started while the application ends', async () => {
    const opening = services.connections.open('sample');
    await services.close();
    await expect(opening).rejects.toMatchObject({ code: 'SAMPLE_PLATFORM_FAILED' });
    expect(memory.platformStarts).toEqual([]);
  });
});

describe('removing a connection', () => {
  it('removes its password and shows the sample platform', async () => {
    const { id } = await services.connections.add(form);
    expect(await services.connections.remove(id)).toEqual({
      passwordRemoved: true,
      cachedSecretsLeft: 0,
      listRemoved: true,
    });
    expect(memory.secretStore.items.has(id)).toBe(false);
    expect(services.connections.list().activeConnectionId).toBe('sample');
  });

  it('says so when the keychain could not be asked to forget', async () => {
    const { id } = await services.connections.add(form);
    memory.secretStore.problem = 'locked';
    expect(await services.connections.remove(id)).toEqual({
      passwordRemoved: false,
      cachedSecretsLeft: 0,
      listRemoved: true,
    });
  });
});

it('tells a password that was never stored from a keychain that cannot be used', async () => {
  const { id } = await services.connections.add(form);
  memory.secretStore.items.clear();
  memory.secretStore.stored.clear();
  const nextRun = createServices(memory.ports);
  await expect(nextRun.connections.open(id)).rejects.toMatchObject({ code: 'PASSWORD_MISSING' });
  memory.secretStore.problem = 'locked';
  await expect(createServices(memory.ports).connections.open(id)).rejects.toMatchObject({
    code: 'KEYCHAIN_UNAVAILABLE',
  });
});

it('refuses a connection that does not exist', async () => {
  await expect(services.connections.open('nothing')).rejects.toMatchObject({ code: 'CONNECTION_UNKNOWN' });
  expect(() => services.connections.activate('nothing')).toThrow(AppError);
});
