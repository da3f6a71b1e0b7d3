import { beforeEach, describe, expect, it } from 'vitest';
import { createServices, type Services } from '../../../../electron/services/services.ts';
import { CONNECTION_FORM, targetOf } from '../../../fakes/connectionForm.ts';
import { createMemoryPorts, type MemoryPorts } from '../../../fakes/memoryPorts.ts';
import { SAMPLE_CERTIFICATE, SAMPLE_CERTIFICATE_FINGERPRINT } from '../../../fakes/sampleCertificate.ts';

const form = CONNECTION_FORM;

let memory: MemoryPorts;
let services: Services;

beforeEach(() => {
  memory = createMemoryPorts();
  services = createServices(memory.ports);
});

describe('signing in with a key', () => {
  const secretKey = Buffer.alloc(64, 7).toString('base64');
  const { password: _password, ...fields } = form;
  const byKey = { ...fields, signIn: 'key', username: '', token: '0123456789abcdef0123456789abcdef' } as const;

  it('keeps the secret key in the keychain only and signs with it', async () => {
    const { id } = await services.connections.add({ ...byKey, password: secretKey });
    expect(JSON.stringify(memory.settingsStore.stored)).not.toContain(secretKey);
    await services.connections.open(id);
    expect(memory.targets.at(-1)?.credentials).toEqual({ kind: 'key', token: byKey.token, secretKey });
  });

  it('never uses the secret key with another token, nor as the password of an account', async () => {
    const { id } = await services.connections.add({ ...byKey, password: secretKey });
    for (const change of [
      { ...byKey, token: 'f'.repeat(32) },
      { ...fields, username: byKey.token },
    ]) {
      await expect(services.connections.change({ ...change, id, password: null })).rejects.toMatchObject({
        code: 'VALIDATION',
      });
    }
  });
});

describe('a certificate of an own authority', () => {
  it('is shown with its fingerprint and given to the target', async () => {
    const added = await services.connections.add({ ...form, caCertificate: SAMPLE_CERTIFICATE });
    expect(added.caCertificate).toMatchObject({ fingerprint: SAMPLE_CERTIFICATE_FINGERPRINT });
    await services.connections.open(added.id);
    expect(memory.targets.at(-1)?.caCertificate).toBe(SAMPLE_CERTIFICATE);
  });

  it('in settings that somebody has edited does not take the list away', async () => {
    const { id } = await services.connections.add(form);
    const [stored] = memory.settingsStore.stored.connections;
    const connections = stored === undefined ? [] : [{ ...stored, caCertificate: 'no certificate' }];
    memory.settingsStore.write({ ...memory.settingsStore.stored, connections });
    const { connections: listed } = createServices(memory.ports).connections.list();
    expect(listed).toMatchObject([{ id: 'sample' }, { id, caCertificate: null }]);
  });

  it('is refused before anything is kept when it is none', async () => {
    const added = services.connections.add({ ...form, caCertificate: 'no certificate' });
    await expect(added).rejects.toMatchObject({ code: 'VALIDATION', issues: [{ path: 'caCertificate' }] });
    expect(memory.secretStore.items.size).toBe(0);
    expect(memory.settingsStore.stored.connections).toEqual([]);
  });
});

describe('trying a connection out', () => {
  const trial = { ...form, id: null };

  it('asks with what was typed and saves nothing', async () => {
    const steps = await services.connections.test(trial);
    expect(steps.map(({ outcome }) => outcome)).not.toContain('failed');
    expect(memory.connectionProbe.targets[0]).toMatchObject(targetOf(form));
    expect(memory.settingsStore.stored.connections).toEqual([]);
    expect(memory.secretStore.items.size).toBe(0);
  });

  it('takes the stored password for the same address and account only', async () => {
    const { id } = await services.connections.add(form);
    await services.connections.test({ ...trial, id, password: null });
    expect(memory.connectionProbe.targets[0]).toMatchObject(targetOf(form));
    const elsewhere = services.connections.test({ ...trial, id, address: 'https://evil.example', password: null });
    await expect(elsewhere).rejects.toMatchObject({ code: 'PASSWORD_MISSING' });
    expect(memory.connectionProbe.targets).toHaveLength(1);
  });
});

describe('a clock that requests are signed against', () => {
  const offsetOf = (id: string) => services.connections.list().connections.find((one) => one.id === id)?.clockOffsetMs;

  it('is told of its connection, once for each change, until the clocks agree again', async () => {
    const { id } = await services.connections.add(form);
    const { id: other } = await services.connections.add({ ...form, name: 'Other' });
    await services.connections.open(id);
    const tell = memory.clockListeners.at(-1) ?? (() => {});
    memory.published.length = 0;
    tell(0);
    expect([offsetOf(id), memory.published]).toEqual([null, []]);
    tell(1_200_000);
    tell(1_200_000);
    expect([offsetOf(id), offsetOf(other)]).toEqual([1_200_000, null]);
    expect(memory.published).toEqual(['connections:changed']);
    tell(0);
    expect([offsetOf(id), memory.published]).toEqual([null, ['connections:changed', 'connections:changed']]);
  });

  it('is forgotten with the address of the connection', async () => {
    const { id } = await services.connections.add(form);
    await services.connections.open(id);
    memory.clockListeners.at(-1)?.(1_200_000);
    await services.connections.change({ ...form, id, address: 'https://other.example' });
    expect(offsetOf(id)).toBeNull();
  });
});
