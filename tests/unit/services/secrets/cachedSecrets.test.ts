import { beforeEach, describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '../../../../shared/result.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { holdCalls } from '../../../fakes/holdCalls.ts';
import { CANARY_SECRET, secretOf, shownKey } from '../../../fakes/memoryAdminApi.ts';
import { settle } from '../../../fakes/settle.ts';
import { addConnection, memory, services, startAgain, startBeforeEach } from '../application.ts';

const FORM = { ...CONNECTION_FORM, keepsKeySecrets: true };
const ELSEWHERE = 'https://other.example';
const EXPIRY = '2027-02-20T21:00:00.000Z';

let id: string;

startBeforeEach(async () => {
  id = await addConnection(FORM);
  await services.keys.list(id);
});

const read = (keyId = 'authkey.1') => services.keys.readSecret(id, shownKey(keyId));

/** Reads secrets and waits until they are cached. */
async function cache(...keyIds: readonly string[]): Promise<void> {
  for (const keyId of keyIds) {
    await read(keyId);
  }
  await settle();
}

/** From now on every call to the installation fails. */
function fail(code: ErrorCode = 'UNREACHABLE'): void {
  memory.adminApi.failure = new AppError(code, 'no line');
}

/** The keychain items other than passwords. */
function cachedItems(): string[] {
  const connectionIds = memory.settingsStore.stored.connections.map((connection) => connection.id);
  return [...memory.secretStore.items]
    .filter(([name]) => !connectionIds.includes(name) && name !== 'sample')
    .map(([, item]) => item);
}

describe('a connection with caching enabled', () => {
  it.each<ErrorCode>(['UNREACHABLE', 'TIMEOUT', 'INTERCEPTED', 'REDIRECT_REFUSED', 'BAD_RESPONSE'])(
    'fault 77: returns a cached secret if a call fails with %s, also after a restart',
    async (code) => {
      await cache('authkey.1');
      fail(code);
      memory.logger.redacted.length = 0;
      expect(await read()).toBe(secretOf('authkey.1'));
      expect(memory.logger.redacted).toContain(secretOf('authkey.1'));
      startAgain();
      expect(await read()).toBe(secretOf('authkey.1'));
      await expect(read('authkey.2')).rejects.toMatchObject({ code });
    },
  );

  it('returns no cached secret if the installation responds, even with an error', async () => {
    await cache('authkey.1');
    fail('UNAUTHORIZED');
    await expect(read()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  it('caches the secret of a new key', async () => {
    const key = await services.keys.create(id, 'account.1', EXPIRY);
    await settle();
    fail();
    expect(await read(key.id)).toBe(secretOf(key.id));
  });

  it('exposes neither key nor connection in the keychain, and no secret in the settings', async () => {
    await cache('authkey.1');
    expect(memory.settingsStore.stored.keptSecrets).toMatchObject([{ connectionId: id, keyId: 'authkey.1' }]);
    expect(memory.settingsStore.stored.keptSecrets[0]?.id).toMatch(/^[\da-f]{64}$/);
    expect(JSON.stringify(memory.settingsStore.stored)).not.toContain(CANARY_SECRET);
  });

  it('does not delay a copy while the keychain is waiting', async () => {
    memory.secretStore.set = () => new Promise(() => {});
    await services.keyClipboard.copySecret(id, shownKey('authkey.1'));
    expect(memory.clipboard.text).toBe(secretOf('authkey.1'));
  });

  it('writes nothing without a keychain, and reports why', async () => {
    memory.secretStore.problem = 'noService';
    expect(await read()).toBe(secretOf('authkey.1'));
    await settle();
    expect(services.appState.get().keychainProblem).toBe('noService');
    expect(memory.settingsStore.stored.keptSecrets).toEqual([]);
    fail();
    await expect(read()).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });
});

describe('a cached secret is never returned', () => {
  beforeEach(() => cache('authkey.1'));

  const expectRefused = async (keyId = 'authkey.1'): Promise<void> => {
    fail();
    await expect(read(keyId)).rejects.toMatchObject({ code: 'UNREACHABLE' });
  };

  it('for another key, even if the settings file says so', async () => {
    const { stored } = memory.settingsStore;
    const keptSecrets = stored.keptSecrets.map((entry) => ({ ...entry, keyId: 'authkey.2' }));
    memory.settingsStore.stored = { ...stored, keptSecrets };
    startAgain();
    await expectRefused('authkey.2');
  });

  it('for another address, even if the settings file says so', async () => {
    const { stored } = memory.settingsStore;
    const connections = stored.connections.map((connection) => ({ ...connection, address: ELSEWHERE }));
    memory.settingsStore.stored = { ...stored, connections };
    startAgain();
    await expect(read()).rejects.toMatchObject({ code: 'PASSWORD_MISSING' });
    await services.connections.change({ ...FORM, address: ELSEWHERE, id, password: 'x' });
    await expectRefused();
  });

  it.each(['password', 'sample'])('for another keychain item: %s', async (slot) => {
    await services.connections.open('sample');
    const name = slot === 'sample' ? 'sample' : id;
    expect(memory.secretStore.items.has(name)).toBe(true);
    const entry = { id: name, connectionId: id, keyId: name, token: '' };
    memory.settingsStore.stored = { ...memory.settingsStore.stored, keptSecrets: [entry] };
    startAgain();
    await expectRefused(name);
  });
});

describe('a cached secret is deleted', () => {
  beforeEach(async () => {
    await cache('authkey.1', 'authkey.2');
    expect(cachedItems()).toHaveLength(2);
  });

  it.each([
    ['with its key', () => services.bulkChanges.delete(id, [{ ...shownKey('authkey.1'), version: 1 }], async () => {})],
    [
      'when another user has deleted the key',
      () => {
        memory.adminApi.keys.delete('authkey.1');
        return services.keys.list(id);
      },
    ],
  ])('%s', async (_when, act) => {
    await act();
    await settle();
    expect(cachedItems()).toEqual([expect.stringContaining(secretOf('authkey.2'))]);
  });

  it.each([
    ['caching is disabled', { keepsKeySecrets: false, password: null }],
    ['the address of the connection changes', { address: ELSEWHERE, password: 'of the other' }],
  ])('when %s', async (_name, change) => {
    await services.connections.change({ ...FORM, id, ...change });
    expect(cachedItems()).toEqual([]);
    expect(memory.settingsStore.stored.keptSecrets).toEqual([]);
  });

  it('even if its connection is removed while it is written', async () => {
    const release = holdCalls(memory.secretStore, 'set');
    const key = await services.keys.create(id, 'account.1', EXPIRY);
    await settle();
    await services.connections.remove(id);
    release();
    await settle();
    expect([...memory.secretStore.items.values()].join()).not.toContain(secretOf(key.id));
    expect(memory.settingsStore.stored).toMatchObject({ keptSecrets: [], pendingSecretIds: [] });
  });

  it('once the keychain is available again, and is reported until then', async () => {
    memory.secretStore.problem = 'locked';
    await services.bulkChanges.delete(id, [{ ...shownKey('authkey.1'), version: 1 }], async () => {});
    await settle();
    expect(services.appState.get().secretsToRemove).toBe(1);
    memory.secretStore.problem = null;
    expect((await services.appState.retryKeychain()).secretsToRemove).toBe(0);
    expect(cachedItems()).toEqual([expect.stringContaining(secretOf('authkey.2'))]);
  });
});

it('caches nothing for a connection without caching or for the sample platform', async () => {
  await services.connections.change({ ...FORM, id, keepsKeySecrets: false, password: null });
  await read();
  await services.keys.readSecret('sample', shownKey('authkey.1'));
  await services.keys.create('sample', 'account.1', EXPIRY);
  await settle();
  expect(cachedItems()).toEqual([]);
});
