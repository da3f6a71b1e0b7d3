import { beforeEach, describe, expect, it } from 'vitest';
import { createServices, type Services } from '../../../../electron/services/services.ts';
import type { ConnectionChange } from '../../../../shared/model/connection.ts';
import { AppError, type ErrorCode } from '../../../../shared/result.ts';
import { CONNECTION_FORM, targetOf } from '../../../fakes/connectionForm.ts';
import { shownKey } from '../../../fakes/memoryAdminApi.ts';
import { createMemoryPorts, type MemoryPorts } from '../../../fakes/memoryPorts.ts';
import { SAMPLE_CERTIFICATE } from '../../../fakes/sampleCertificate.ts';
import { activityWords } from '../activity/activityLabels.ts';

const form = CONNECTION_FORM;
const { password: _password, ...fields } = form;
const TOKEN = '0123456789abcdef0123456789abcdef';
const secretKey = (byte: number): string => Buffer.alloc(64, byte).toString('base64');

let memory: MemoryPorts;
let services: Services;
let id: string;

beforeEach(async () => {
  memory = createMemoryPorts();
  services = createServices(memory.ports);
  ({ id } = await services.connections.add(form));
});

/** What would be lost if new values replaced the working ones: the settings and everything in the keychain. */
const stored = () => structuredClone({ settings: memory.settingsStore.stored, secrets: memory.secretStore.items });

const refuse = (code: ErrorCode): void => {
  memory.connectionProbe.failure = new AppError(code, 'refused');
};

const CHANGES: readonly [string, Omit<ConnectionChange, 'id'>][] = [
  ['password', { ...form, password: 'wrong' }],
  ['user name', { ...form, username: 'root' }],
  ['address', { ...form, address: 'https://other.example' }],
  ['service path', { ...fields, servicePath: '/api/other', password: null }],
  ['authority', { ...fields, caCertificate: SAMPLE_CERTIFICATE, password: null }],
  ['way to sign in', { ...fields, signIn: 'key', username: '', token: TOKEN, password: secretKey(1) }],
];

describe('fault 106: values that the installation does not accept', () => {
  it.each(CHANGES)('do not replace the %s that works', async (_field, change) => {
    const before = stored();
    refuse('UNAUTHORIZED');
    const outcome = await services.connections.change({ ...change, name: 'New name', id });
    expect(outcome).toMatchObject({
      outcome: 'testFailed',
      steps: expect.arrayContaining([expect.objectContaining({ step: 'credential', outcome: 'failed' })]),
    });
    expect(stored()).toEqual(before);
    await services.connections.open(id);
    expect(memory.targets.at(-1)).toMatchObject(targetOf(form));
    await createServices(memory.ports).connections.open(id);
    expect(memory.targets.at(-1)).toMatchObject(targetOf(form));
  });

  it('replace neither the token nor the secret key of a connection that signs in with one', async () => {
    const byKey = { ...fields, signIn: 'key', username: '', token: TOKEN } as const;
    const added = await services.connections.add({ ...byKey, password: secretKey(1) });
    refuse('UNAUTHORIZED');
    for (const change of [{ password: secretKey(2) }, { token: 'f'.repeat(32), password: secretKey(2) }]) {
      const outcome = await services.connections.change({ ...byKey, ...change, id: added.id });
      expect(outcome.outcome).toBe('testFailed');
    }
    await createServices(memory.ports).connections.open(added.id);
    expect(memory.targets.at(-1)?.credentials).toEqual({ kind: 'key', token: TOKEN, secretKey: secretKey(1) });
  });

  it.each([
    'UNREACHABLE',
    'TIMEOUT',
    'CLOCK_SKEW',
    'NOT_PERMITTED',
    'SERVICE_MISSING',
    'SERVER_FAILED',
    'BAD_RESPONSE',
  ] as const)('are not saved unasked after %s', async (code) => {
    const before = stored();
    refuse(code);
    const outcome = await services.connections.change({ ...form, password: 'new', id });
    expect([outcome.outcome, stored()]).toEqual(['testFailed', before]);
  });

  it('are not saved unasked for an account that may not list keys', async () => {
    memory.connectionProbe.permissions = { ...memory.connectionProbe.permissions, canView: false };
    const outcome = await services.connections.change({ ...form, password: 'new', id });
    expect(outcome.outcome).toBe('testFailed');
  });

  it('leave nothing in the journal', async () => {
    refuse('UNAUTHORIZED');
    await services.recorded.changeConnection({ ...form, password: 'wrong', id });
    const filter = { connectionId: id, search: '', actions: activityWords.actions };
    expect(await services.activity.list(filter, { skip: 0, take: 1 })).toMatchObject({ total: 0 });
  });
});

describe('new values of a connection', () => {
  it('replace the former ones once they are accepted', async () => {
    const outcome = await services.connections.change({ ...form, password: 'new', id });
    expect(outcome).toMatchObject({ outcome: 'saved', connection: { id } });
    expect(memory.connectionProbe.targets.at(-1)).toMatchObject(targetOf({ ...form, password: 'new' }));
    await createServices(memory.ports).connections.open(id);
    expect(memory.targets.at(-1)).toMatchObject(targetOf({ ...form, password: 'new' }));
  });

  it('are saved in spite of the test where the user insists', async () => {
    refuse('UNREACHABLE');
    await services.connections.change({ ...form, password: 'new', skipsTest: true, id });
    expect(memory.connectionProbe.targets).toEqual([]);
    await createServices(memory.ports).connections.open(id);
    expect(memory.targets.at(-1)).toMatchObject(targetOf({ ...form, password: 'new' }));
  });

  it('are not tried where they decide neither where to call nor as whom', async () => {
    refuse('UNREACHABLE');
    const change = { name: 'Renamed', color: 'red', environment: 'production', keepsKeySecrets: true } as const;
    const outcome = await services.connections.change({ ...fields, ...change, password: null, id });
    expect(outcome).toMatchObject({ outcome: 'saved', connection: change });
    expect(memory.connectionProbe.targets).toEqual([]);
  });

  it('are not saved for a connection that was removed while they were tried', async () => {
    memory.connectionProbe.askPermissions = async () => {
      await services.connections.remove(id);
      return { outcome: { ok: true, data: memory.connectionProbe.permissions }, serverTime: null };
    };
    const change = services.connections.change({ ...form, password: 'new', id });
    await expect(change).rejects.toMatchObject({ code: 'CONNECTION_UNKNOWN' });
    expect(memory.secretStore.items.size).toBe(0);
  });

  it('fault 106: are not put back by an earlier change whose test takes longer', async () => {
    const { askPermissions } = memory.connectionProbe;
    let answer = (): void => {};
    memory.connectionProbe.askPermissions = async (target) => {
      memory.connectionProbe.askPermissions = askPermissions;
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return askPermissions.call(memory.connectionProbe, target);
    };
    const slow = services.connections.change({ ...form, name: 'Slow', password: 'first', id });
    const quick = services.connections.change({ ...form, name: 'Quick', password: 'second', id });
    await new Promise((resolve) => setImmediate(resolve));
    answer();
    expect([(await slow).outcome, (await quick).outcome]).toEqual(['saved', 'saved']);
    expect(memory.settingsStore.stored.connections).toMatchObject([{ name: 'Quick' }]);
    await createServices(memory.ports).connections.open(id);
    expect(memory.targets.at(-1)).toMatchObject(targetOf({ ...form, password: 'second' }));
  });

  it('are tried and saved after an earlier change of them was refused', async () => {
    const refused = services.connections.change({ ...form, username: 'other', password: null, id });
    const saved = services.connections.change({ ...form, password: 'new', id });
    await expect(refused).rejects.toMatchObject({ code: 'VALIDATION' });
    expect((await saved).outcome).toBe('saved');
  });

  it('leave no password of a connection that was removed while its kept secrets were deleted', async () => {
    const keeping = { ...form, keepsKeySecrets: true };
    await services.connections.change({ ...keeping, password: 'x', id });
    await services.keys.readSecret(id, shownKey('authkey.1'));
    await expect.poll(() => memory.secretStore.items.size).toBe(2);
    const { delete: remove } = memory.secretStore;
    memory.secretStore.delete = async (item) => {
      memory.secretStore.delete = remove;
      await services.connections.remove(id);
      return remove.call(memory.secretStore, item);
    };
    const change = services.connections.change({ ...form, password: 'new', skipsTest: true, id });
    await expect(change).rejects.toMatchObject({ code: 'CONNECTION_UNKNOWN' });
    expect(memory.secretStore.items.size).toBe(0);
  });
});
