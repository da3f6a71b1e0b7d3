import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../../shared/result.ts';
import { CONNECTION_FORM, targetOf } from '../../../fakes/connectionForm.ts';
import { SAMPLE_CERTIFICATE, SAMPLE_CERTIFICATE_FINGERPRINT } from '../../../fakes/sampleCertificate.ts';
import { addConnection, memory, services, startAgain, startBeforeEach, summaryOf } from '../application.ts';

const PASSWORD = CONNECTION_FORM.password;

startBeforeEach();

describe('the sample platform', () => {
  it('is shown at the first start, and started once on first use', async () => {
    expect(services.connections.list()).toMatchObject({
      activeConnectionId: 'sample',
      connections: [{ id: 'sample', kind: 'sample' }],
    });
    await Promise.all([services.keys.list('sample'), services.keys.getPermissions('sample')]);
    expect(memory.platformStarts).toHaveLength(1);
    expect(memory.targets[0]).toMatchObject({ address: 'http://127.0.0.1:1', credentials: { username: 'admin' } });
  });

  it('stores the secret of its data in the keychain for the next start, and masks it in the log', async () => {
    await services.connections.open('sample');
    await startAgain().connections.open('sample');
    const [first, second] = memory.platformStarts;
    expect(second).toEqual(first);
    expect(first?.dataFolder).toMatch(/^\/data\/sample-platform\/[\da-f-]{36}$/);
    expect(Buffer.from(first?.encryptionKey ?? '', 'base64')).toHaveLength(32);
    expect(memory.logger.redacted).toEqual(expect.arrayContaining([first?.adminPassword, first?.encryptionKey]));
  });

  it('is started again after a failed start', async () => {
    const start = vi.spyOn(memory.ports.samplePlatform, 'start');
    start.mockRejectedValueOnce(new AppError('SAMPLE_PLATFORM_FAILED', 'no'));
    await expect(services.connections.open('sample')).rejects.toThrow('no');
    await expect(services.connections.open('sample')).resolves.toBeDefined();
  });

  it('is restarted after an unexpected exit, a limited number of times', async () => {
    let onExit = (): void => {};
    memory.ports.samplePlatform.onUnexpectedExit = (listener) => {
      onExit = listener;
    };
    startAgain();
    for (let round = 0; round < 3; round += 1) {
      await services.connections.open('sample');
      onExit();
    }
    await expect(services.connections.open('sample')).rejects.toMatchObject({ code: 'SAMPLE_PLATFORM_FAILED' });
    memory.clock.advance(60_000);
    await expect(services.connections.open('sample')).resolves.toBeDefined();
  });

  it('is not started while the application quits', async () => {
    const opening = services.connections.open('sample');
    await services.close();
    await expect(opening).rejects.toMatchObject({ code: 'SAMPLE_PLATFORM_FAILED' });
    expect(memory.platformStarts).toEqual([]);
  });
});

describe('a password', () => {
  it('is stored in the keychain only, and masked in the log once it was read', async () => {
    const id = await addConnection();
    expect(summaryOf(id)?.passwordLocation).toBe('keychain');
    expect(memory.secretStore.items.get(id)).toContain(PASSWORD);
    expect(JSON.stringify(memory.settingsStore.stored)).not.toContain(PASSWORD);
    expect(services.connections.list().activeConnectionId).toBe(id);
    memory.logger.redacted.length = 0;
    await startAgain().connections.open(id);
    expect(memory.targets.at(-1)).toMatchObject(targetOf(CONNECTION_FORM));
    expect(memory.logger.redacted).toContain(PASSWORD);
  });

  it('that was never stored is distinguished from an unavailable keychain', async () => {
    const id = await addConnection();
    memory.secretStore.items.clear();
    memory.secretStore.stored.clear();
    await expect(startAgain().connections.open(id)).rejects.toMatchObject({ code: 'PASSWORD_MISSING' });
    memory.secretStore.problem = 'locked';
    await expect(startAgain().connections.open(id)).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' });
  });

  it('is deleted with its connection, and the sample platform is shown', async () => {
    const id = await addConnection();
    const gone = { passwordRemoved: true, cachedSecretsLeft: 0, listRemoved: true };
    expect(await services.connections.remove(id)).toEqual(gone);
    expect(memory.secretStore.items.has(id)).toBe(false);
    expect(services.connections.list().activeConnectionId).toBe('sample');
  });
});

describe('without a keychain', () => {
  beforeEach(() => {
    memory.secretStore.problem = 'noBus';
  });

  it('the sample data is kept in memory, and the reason is reported', async () => {
    await services.connections.open('sample');
    expect(memory.platformStarts[0]?.dataFolder).toBeNull();
    expect(services.appState.get().keychainProblem).toBe('noBus');
    expect(memory.published).toContain('app:changed');
  });

  it('a password is kept in memory and written nowhere', async () => {
    const id = await addConnection();
    expect(summaryOf(id)?.passwordLocation).toBe('thisRunOnly');
    await services.connections.open(id);
    expect(memory.targets.at(-1)).toMatchObject(targetOf(CONNECTION_FORM));
    expect(JSON.stringify(memory.settingsStore.stored)).not.toContain(PASSWORD);
    await expect(startAgain().connections.open(id)).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' });
  });

  it('the problem is shown until the last password has left memory, even if other calls succeed', async () => {
    const id = await addConnection();
    memory.secretStore.problem = null;
    await services.connections.open('sample');
    expect(services.appState.get().keychainProblem).toBe('noBus');
    expect(summaryOf(id)?.passwordLocation).toBe('thisRunOnly');
  });
});

describe('a keychain that does not respond', () => {
  it('does not delay the list of connections', () => {
    memory.secretStore.get = () => new Promise(() => {});
    services.start();
    expect(services.connections.list().connections).toHaveLength(1);
  });
});

it('a connection that signs in with a key stores the secret key in the keychain only and signs with it', async () => {
  const secretKey = Buffer.alloc(64, 7).toString('base64');
  const token = '0123456789abcdef0123456789abcdef';
  const id = await addConnection({ signIn: 'key', username: '', token, password: secretKey });
  expect(JSON.stringify(memory.settingsStore.stored)).not.toContain(secretKey);
  await services.connections.open(id);
  expect(memory.targets.at(-1)?.credentials).toEqual({ kind: 'key', token, secretKey });
});

describe('a certificate of a custom authority', () => {
  it('is shown with its fingerprint and used for calls', async () => {
    const id = await addConnection({ caCertificate: SAMPLE_CERTIFICATE });
    expect(summaryOf(id)?.certificates).toMatchObject([{ fingerprint: SAMPLE_CERTIFICATE_FINGERPRINT }]);
    await services.connections.open(id);
    expect(memory.targets.at(-1)?.caCertificate).toBe(SAMPLE_CERTIFICATE);
  });

  it('that is invalid in edited settings does not hide the connections', async () => {
    const id = await addConnection();
    const connections = memory.settingsStore.stored.connections.map((one) => ({ ...one, caCertificate: 'none' }));
    memory.settingsStore.write({ ...memory.settingsStore.stored, connections });
    expect(startAgain().connections.list().connections).toMatchObject([{ id: 'sample' }, { id, certificates: [] }]);
  });

  it('is rejected before anything is stored if it is invalid', async () => {
    const added = addConnection({ caCertificate: 'no certificate' });
    await expect(added).rejects.toMatchObject({ code: 'VALIDATION', issues: [{ path: 'caCertificate' }] });
    expect(memory.secretStore.items.size).toBe(0);
    expect(memory.settingsStore.stored.connections).toEqual([]);
  });
});

describe('testing a connection', () => {
  const trial = { ...CONNECTION_FORM, id: null };

  it('uses the entered values and saves nothing', async () => {
    const steps = await services.connections.test(trial);
    expect(steps.map(({ outcome }) => outcome)).not.toContain('failed');
    expect(memory.connectionProbe.targets[0]).toMatchObject(targetOf(CONNECTION_FORM));
    expect(memory.settingsStore.stored.connections).toEqual([]);
    expect(memory.secretStore.items.size).toBe(0);
  });

  it('uses the stored password for the same address and account only', async () => {
    const id = await addConnection();
    await services.connections.test({ ...trial, id, password: null });
    expect(memory.connectionProbe.targets[0]).toMatchObject(targetOf(CONNECTION_FORM));
    const elsewhere = services.connections.test({ ...trial, id, address: 'https://evil.example', password: null });
    await expect(elsewhere).rejects.toMatchObject({ code: 'PASSWORD_MISSING' });
    expect(memory.connectionProbe.targets).toHaveLength(1);
  });
});

it('the clock offset of a connection is reported once per change, until the clocks agree or its address changes', async () => {
  const id = await addConnection();
  const other = await addConnection({ name: 'Other' });
  await services.connections.open(id);
  const report = (offsetMs: number) => memory.clockListeners.at(-1)?.(offsetMs);
  memory.published.length = 0;
  for (const offsetMs of [0, 1_200_000, 1_200_000]) {
    report(offsetMs);
  }
  expect([summaryOf(id)?.clockOffsetMs, summaryOf(other)?.clockOffsetMs]).toEqual([1_200_000, null]);
  expect(memory.published).toEqual(['connections:changed']);
  report(0);
  expect(summaryOf(id)?.clockOffsetMs).toBeNull();
  expect(memory.published).toEqual(['connections:changed', 'connections:changed']);
  report(1_200_000);
  await services.connections.change({ ...CONNECTION_FORM, id, address: 'https://other.example' });
  expect(summaryOf(id)?.clockOffsetMs).toBeNull();
});

it('an unknown connection cannot be used', async () => {
  await expect(services.connections.open('nothing')).rejects.toMatchObject({ code: 'CONNECTION_UNKNOWN' });
  expect(() => services.connections.activate('nothing')).toThrow(AppError);
});
