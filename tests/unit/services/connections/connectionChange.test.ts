import { describe, expect, it, vi } from 'vitest';
import type { ConnectionChange } from '../../../../shared/model/connection.ts';
import { AppError } from '../../../../shared/result.ts';
import { CONNECTION_FORM, targetOf } from '../../../fakes/connectionForm.ts';
import { shownKey } from '../../../fakes/memoryAdminApi.ts';
import { SAMPLE_CERTIFICATE } from '../../../fakes/sampleCertificate.ts';
import { settle } from '../../../fakes/settle.ts';
import { activityOf, addConnection, memory, services, startAgain, startBeforeEach } from '../application.ts';

const BY_KEY = { signIn: 'key', username: '', token: '0123456789abcdef0123456789abcdef' } as const;
const SECRET_KEY = Buffer.alloc(64, 1).toString('base64');

let id: string;

startBeforeEach(async () => {
  id = await addConnection();
});

/** Changes fields of the connection; the password is kept unless another one is given. */
const change = (fields: Partial<ConnectionChange>) =>
  services.connections.change({ ...CONNECTION_FORM, password: null, ...fields, id });

/** The settings and all keychain items, which new values must not replace prematurely. */
const stored = () => structuredClone({ settings: memory.settingsStore.stored, secrets: memory.secretStore.items });

const failTest = (code: 'UNAUTHORIZED' | 'UNREACHABLE'): void => {
  memory.connectionProbe.failure = new AppError(code, 'refused');
};

/** Returns the target and account that the connection uses, now or after a restart. */
async function targetAfter(start = startAgain()): Promise<unknown> {
  await start.connections.open(id);
  return memory.targets.at(-1);
}

describe('fault 106: values that the installation rejects', () => {
  it.each<[field: string, fields: Partial<ConnectionChange>]>([
    ['password', { password: 'wrong' }],
    ['user name', { username: 'root', password: 'wrong' }],
    ['address', { address: 'https://other.example', password: 'wrong' }],
    ['service path', { servicePath: '/api/other' }],
    ['authority', { caCertificate: SAMPLE_CERTIFICATE }],
    ['sign-in method', { ...BY_KEY, password: SECRET_KEY }],
  ])('do not replace the working %s', async (_field, fields) => {
    const before = stored();
    failTest('UNAUTHORIZED');
    expect(await change({ ...fields, name: 'New name' })).toMatchObject({
      outcome: 'testFailed',
      steps: expect.arrayContaining([expect.objectContaining({ step: 'credential', outcome: 'failed' })]),
    });
    expect(stored()).toEqual(before);
    expect(await targetAfter(services)).toMatchObject(targetOf(CONNECTION_FORM));
    expect(await targetAfter()).toMatchObject(targetOf(CONNECTION_FORM));
  });

  it.each([
    ['an installation that cannot be reached', () => failTest('UNREACHABLE')],
    [
      'an account that may not list keys',
      () => {
        memory.connectionProbe.permissions = { ...memory.connectionProbe.permissions, canView: false };
      },
    ],
  ])('are not saved for %s, nor recorded in the journal', async (_what, prepare) => {
    const before = stored();
    prepare();
    const outcome = await services.recorded.changeConnection({ ...CONNECTION_FORM, password: 'new', id });
    expect([outcome.outcome, stored()]).toEqual(['testFailed', before]);
    expect((await activityOf(id)).total).toBe(0);
  });
});

describe('new values of a connection', () => {
  const renewed = targetOf({ ...CONNECTION_FORM, password: 'new' });

  it('replace the old ones once they are accepted', async () => {
    expect(await change({ password: 'new' })).toMatchObject({ outcome: 'saved', connection: { id } });
    expect(memory.connectionProbe.targets.at(-1)).toMatchObject(renewed);
    expect(await targetAfter()).toMatchObject(renewed);
  });

  it('are saved without a test if the user insists', async () => {
    failTest('UNREACHABLE');
    await change({ password: 'new', skipsTest: true });
    expect(memory.connectionProbe.targets).toEqual([]);
    expect(await targetAfter()).toMatchObject(renewed);
  });

  it('are not tested if they affect neither target nor account', async () => {
    failTest('UNREACHABLE');
    const fields = { name: 'Renamed', color: 'red', environment: 'production', keepsKeySecrets: true } as const;
    expect(await change(fields)).toMatchObject({ outcome: 'saved', connection: fields });
    expect(memory.connectionProbe.targets).toEqual([]);
    expect(await targetAfter()).toMatchObject(targetOf(CONNECTION_FORM));
  });

  it.each<[what: string, fields: Partial<ConnectionChange>]>([
    ['address', { address: 'https://evil.example' }],
    ['user name', { username: 'root' }],
    ['sign-in method', BY_KEY],
  ])('do not receive the stored password for another %s', async (_what, fields) => {
    const issues = [{ path: 'password', problem: 'required' }];
    await expect(change(fields)).rejects.toMatchObject({ code: 'VALIDATION', issues });
  });

  it('do not receive the stored secret key for another token', async () => {
    id = await addConnection({ ...BY_KEY, password: SECRET_KEY });
    for (const fields of [{ ...BY_KEY, token: 'f'.repeat(32) }, { username: BY_KEY.token }]) {
      await expect(change(fields)).rejects.toMatchObject({ code: 'VALIDATION' });
    }
  });

  const elsewhere = { address: 'https://other.example', password: 'for the other' };

  it('never send the old password to the new address if the keychain could not store the new one', async () => {
    memory.secretStore.problem = 'locked';
    await change(elsewhere);
    memory.secretStore.problem = null;
    await expect(targetAfter()).rejects.toMatchObject({ code: 'PASSWORD_MISSING' });
    expect(memory.targets).toEqual([]);
  });

  it('are valid for this run if the settings cannot be saved', async () => {
    memory.settingsStore.problem = 'readOnly';
    await change(elsewhere);
    expect(await targetAfter(services)).toMatchObject(targetOf({ ...CONNECTION_FORM, ...elsewhere }));
    expect(await targetAfter()).toMatchObject(targetOf(CONNECTION_FORM));
  });

  it('are not saved if the connection was removed during the test', async () => {
    memory.connectionProbe.askPermissions = async () => {
      await services.connections.remove(id);
      return {
        outcome: { ok: true, data: memory.connectionProbe.permissions },
        serverTime: null,
        signsBareHost: false,
        arrival: null,
      };
    };
    await expect(change({ password: 'new' })).rejects.toMatchObject({ code: 'CONNECTION_UNKNOWN' });
    expect(memory.secretStore.items.size).toBe(0);
  });

  it('leave no password if the connection was removed while its cached secrets were deleted', async () => {
    await change({ keepsKeySecrets: true });
    await services.keys.readSecret(id, shownKey('authkey.1'));
    await vi.waitFor(() => expect(memory.secretStore.items.size).toBe(2));
    const remove = memory.secretStore.delete.bind(memory.secretStore);
    vi.spyOn(memory.secretStore, 'delete').mockImplementationOnce(async (item) => {
      await services.connections.remove(id);
      return remove(item);
    });
    const changed = change({ password: 'new', skipsTest: true });
    await expect(changed).rejects.toMatchObject({ code: 'CONNECTION_UNKNOWN' });
    expect(memory.secretStore.items.size).toBe(0);
  });

  it('fault 106: are not overwritten by an earlier change with a slower test', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const askPermissions = memory.connectionProbe.askPermissions.bind(memory.connectionProbe);
    vi.spyOn(memory.connectionProbe, 'askPermissions').mockImplementationOnce(async (target) => {
      await promise;
      return askPermissions(target);
    });
    const changes = [change({ name: 'Slow', password: 'first' }), change({ name: 'Quick', password: 'new' })];
    await settle();
    resolve();
    expect(await Promise.all(changes)).toMatchObject([{ outcome: 'saved' }, { outcome: 'saved' }]);
    expect(memory.settingsStore.stored.connections).toMatchObject([{ name: 'Quick' }]);
    expect(await targetAfter()).toMatchObject(renewed);
  });

  it('are tested and saved after an earlier change was rejected', async () => {
    const refused = change({ username: 'other' });
    const saved = change({ password: 'new' });
    await expect(refused).rejects.toMatchObject({ code: 'VALIDATION' });
    expect((await saved).outcome).toBe('saved');
  });
});
