import { beforeEach, describe, expect, it } from 'vitest';
import { createServices, type Services } from '../../../../electron/services/services.ts';
import type { NewConnection } from '../../../../shared/model/connection.ts';
import { AppError, type ErrorCode } from '../../../../shared/result.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { CANARY_SECRET, secretOf, shownKey } from '../../../fakes/memoryAdminApi.ts';
import { createMemoryPorts, type MemoryPorts } from '../../../fakes/memoryPorts.ts';

const form: NewConnection = { ...CONNECTION_FORM, keepsKeySecrets: true };
const { password: _password, ...fields } = form;

/** Lets everything that is due run. */
async function settle(): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

let memory: MemoryPorts;
let services: Services;
let id: string;

beforeEach(async () => {
  memory = createMemoryPorts();
  services = createServices(memory.ports);
  ({ id } = await services.connections.add(form));
  await services.keys.list(id);
});

/** From now on the installation cannot be reached. */
function cutTheLine(code: ErrorCode = 'UNREACHABLE'): void {
  memory.adminApi.failure = new AppError(code, 'no line');
}

/** What is kept besides passwords. */
function keptItems(): string[] {
  const connectionIds = memory.settingsStore.stored.connections.map((connection) => connection.id);
  return [...memory.secretStore.items]
    .filter(([name]) => !connectionIds.includes(name) && name !== 'sample')
    .map(([, item]) => item);
}

describe('a connection that keeps the secrets of its keys', () => {
  it.each<ErrorCode>(['UNREACHABLE', 'TIMEOUT', 'INTERCEPTED', 'REDIRECT_REFUSED', 'BAD_RESPONSE'])(
    'fault 77: gives one that was used before when the answer is %s',
    async (code) => {
      await services.keys.readSecret(id, shownKey('authkey.1'));
      await settle();
      cutTheLine(code);
      memory.logger.redacted.length = 0;
      expect(await services.keys.readSecret(id, shownKey('authkey.1'))).toBe(secretOf('authkey.1'));
      expect(memory.logger.redacted).toContain(secretOf('authkey.1'));
      await services.keyClipboard.copySecret(id, shownKey('authkey.1'));
      expect(memory.clipboard).toMatchObject({ text: secretOf('authkey.1'), isConcealed: true });
    },
  );

  it('keeps the secret of a new key', async () => {
    const key = await services.keys.create(id, 'account.1', '2027-02-20T21:00:00.000Z');
    await settle();
    cutTheLine();
    expect(await services.keys.readSecret(id, shownKey(key.id))).toBe(secretOf(key.id));
  });

  it('gives it after a restart, too', async () => {
    await services.keys.readSecret(id, shownKey('authkey.1'));
    await settle();
    cutTheLine();
    expect(await createServices(memory.ports).keys.readSecret(id, shownKey('authkey.1'))).toBe(secretOf('authkey.1'));
  });

  it('does not take the place of an installation that answers, whatever it answers', async () => {
    await services.keys.readSecret(id, shownKey('authkey.1'));
    await settle();
    cutTheLine('UNAUTHORIZED');
    await expect(services.keys.readSecret(id, shownKey('authkey.1'))).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  it('says that the installation cannot be reached where it has none', async () => {
    cutTheLine();
    await expect(services.keys.readSecret(id, shownKey('authkey.1'))).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });

  it('names neither key nor connection in the keychain, and no secret in the settings', async () => {
    await services.keys.readSecret(id, shownKey('authkey.1'));
    await settle();
    expect(memory.settingsStore.stored.keptSecrets).toMatchObject([{ connectionId: id, keyId: 'authkey.1' }]);
    expect(memory.settingsStore.stored.keptSecrets[0]?.id).toMatch(/^[\da-f]{64}$/);
    expect(JSON.stringify(memory.settingsStore.stored)).not.toContain(CANARY_SECRET);
  });

  it('never holds up a copy for a keychain that waits', async () => {
    memory.secretStore.set = () => new Promise(() => {});
    await services.keyClipboard.copySecret(id, shownKey('authkey.1'));
    expect(memory.clipboard.text).toBe(secretOf('authkey.1'));
  });

  it('writes nothing anywhere without a keychain, and says why', async () => {
    memory.secretStore.problem = 'noService';
    expect(await services.keys.readSecret(id, shownKey('authkey.1'))).toBe(secretOf('authkey.1'));
    await settle();
    expect(services.appState.get().keychainProblem).toBe('noService');
    expect(memory.settingsStore.stored.keptSecrets).toEqual([]);
    cutTheLine();
    await expect(services.keys.readSecret(id, shownKey('authkey.1'))).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });
});

describe('a kept secret is never given for', () => {
  beforeEach(async () => {
    await services.keys.readSecret(id, shownKey('authkey.1'));
    await settle();
  });

  const refuses = async (keyId: string): Promise<void> => {
    cutTheLine();
    await expect(services.keys.readSecret(id, shownKey(keyId))).rejects.toMatchObject({ code: 'UNREACHABLE' });
  };

  it('another key, even where the settings file says so', async () => {
    const { stored } = memory.settingsStore;
    memory.settingsStore.stored = {
      ...stored,
      keptSecrets: stored.keptSecrets.map((entry) => ({ ...entry, keyId: 'authkey.2' })),
    };
    services = createServices(memory.ports);
    await refuses('authkey.2');
  });

  it('another token: a key of the same name that came after it', async () => {
    const key = memory.adminApi.keys.get('authkey.1');
    if (key !== undefined) {
      memory.adminApi.keys.set('authkey.1', { ...key, token: 'f'.repeat(32) });
    }
    await services.keys.list(id);
    await refuses('authkey.1');
  });

  it('another address, even where the settings file says so', async () => {
    const { stored } = memory.settingsStore;
    memory.settingsStore.stored = {
      ...stored,
      connections: stored.connections.map((connection) => ({ ...connection, address: 'https://other.example' })),
    };
    services = createServices(memory.ports);
    await expect(services.keys.readSecret(id, shownKey('authkey.1'))).rejects.toMatchObject({
      code: 'PASSWORD_MISSING',
    });
    await services.connections.change({ ...fields, address: 'https://other.example', id, password: 'x' });
    await refuses('authkey.1');
  });

  it.each(['password of the connection', 'sample'])('the %s, which stands under another name', async (slot) => {
    await services.connections.open('sample');
    const name = slot === 'sample' ? 'sample' : id;
    expect(memory.secretStore.items.has(name)).toBe(true);
    const { stored } = memory.settingsStore;
    const entry = { id: name, connectionId: id, keyId: name, token: '' };
    memory.settingsStore.stored = { ...stored, keptSecrets: [entry] };
    services = createServices(memory.ports);
    await refuses(name);
  });
});

describe('what was kept is deleted', () => {
  beforeEach(async () => {
    await services.keys.readSecret(id, shownKey('authkey.1'));
    await services.keys.readSecret(id, shownKey('authkey.2'));
    await settle();
    expect(keptItems()).toHaveLength(2);
  });

  it('with its key', async () => {
    await services.keys.delete(id, [{ ...shownKey('authkey.1'), version: 1 }]);
    await settle();
    expect(keptItems()).toEqual([expect.stringContaining(secretOf('authkey.2'))]);
  });

  it('when somebody else has deleted the key', async () => {
    memory.adminApi.keys.delete('authkey.1');
    await services.keys.list(id);
    await settle();
    expect(keptItems()).toEqual([expect.stringContaining(secretOf('authkey.2'))]);
  });

  it('with its connection', async () => {
    expect(await services.connections.remove(id)).toEqual({
      passwordRemoved: true,
      cachedSecretsLeft: 0,
      listRemoved: true,
    });
    expect(keptItems()).toEqual([]);
  });

  it.each([
    ['keeping is switched off', { keepsKeySecrets: false, password: null }],
    ['the connection leads elsewhere', { address: 'https://other.example', password: 'of the other' }],
  ])('when %s', async (_name, change) => {
    await services.connections.change({ ...fields, id, ...change });
    expect(keptItems()).toEqual([]);
    expect(memory.settingsStore.stored.keptSecrets).toEqual([]);
  });

  it('also when it was still being written as its connection was removed', async () => {
    const set = memory.secretStore.set.bind(memory.secretStore);
    const { promise, resolve } = Promise.withResolvers<void>();
    memory.secretStore.set = async (name, secret) => {
      await promise;
      return set(name, secret);
    };
    const key = await services.keys.create(id, 'account.1', '2027-02-20T21:00:00.000Z');
    await settle();
    await services.connections.remove(id);
    resolve();
    await settle();
    expect([...memory.secretStore.items.values()].join()).not.toContain(secretOf(key.id));
    expect(memory.settingsStore.stored).toMatchObject({ keptSecrets: [], pendingSecretIds: [] });
  });

  it('later, and told until then, when the keychain cannot be used', async () => {
    memory.secretStore.problem = 'locked';
    await services.keys.delete(id, [{ ...shownKey('authkey.1'), version: 1 }]);
    await settle();
    expect(services.appState.get().secretsToRemove).toBe(1);
    memory.secretStore.problem = null;
    expect((await services.appState.retryKeychain()).secretsToRemove).toBe(0);
    expect(keptItems()).toEqual([expect.stringContaining(secretOf('authkey.2'))]);
  });
});

it('keeps nothing for a connection that does not ask for it, nor for the sample platform', async () => {
  await services.connections.change({ ...fields, id, keepsKeySecrets: false, password: null });
  await services.keys.readSecret(id, shownKey('authkey.1'));
  await services.keys.readSecret('sample', shownKey('authkey.1'));
  await services.keys.create('sample', 'account.1', '2027-02-20T21:00:00.000Z');
  await settle();
  expect(keptItems()).toEqual([]);
});
