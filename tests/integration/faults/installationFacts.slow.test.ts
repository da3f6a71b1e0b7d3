import { describe, expect, it, vi } from 'vitest';
import { httpAdminApi } from '../../../electron/adapters/http/httpAdminApi.ts';
import { httpConnectionProbe } from '../../../electron/adapters/http/httpConnectionProbe.ts';
import { createServices } from '../../../electron/services/services.ts';
import { CONNECTION_FORM } from '../../fakes/connectionForm.ts';
import { createMemoryPorts } from '../../fakes/memoryPorts.ts';
import { answer, captivePortal, cutAt, endless, type Fault, hang, loseAnswer } from '../../harness/faults.ts';
import { openTestNetwork } from '../../harness/testNetwork.ts';
import { ADMINISTRATOR, openTestBed } from './testBed.ts';

const testBed = openTestBed();
const network = openTestNetwork();
const DETAILS = 'ServerDetails';
const DESCRIPTION = 'swagger';
const SERVICE = '/api/public/system/Base/AuthenticationKeyService';

const details = (response: unknown): Fault => answer(200, {}, { response, error: null, success: true });
const fullDetails = {
  queryDate: '2026-11-28T15:00:00+03:00',
  version: '5.0.13334.0',
  database: 'db.1',
  timeZone: 'Europe/Moscow',
};

/** Starts the application with a connection to the proxy of the test bed. */
async function start(servicePath = SERVICE) {
  const memory = createMemoryPorts();
  const { clock } = memory;
  const http = { ...network, clock, random: () => 0.5 };
  const services = createServices({
    ...memory.ports,
    connectAdminApi: httpAdminApi(http),
    connectionProbe: httpConnectionProbe({ ...http, resolveProxy: async () => 'DIRECT' }),
  });
  const { username, password } = ADMINISTRATOR as Extract<typeof ADMINISTRATOR, { kind: 'password' }>;
  const form = { ...CONNECTION_FORM, address: testBed.proxy.address, servicePath, username, password };
  const { id } = await services.connections.add(form);
  const facts = () => services.installationFacts.get(id);
  /** Lists the keys and waits until the facts were read in the background. */
  const list = async (): Promise<number> => {
    const { total } = await services.keys.list(id);
    await vi.waitFor(() => expect(testBed.proxy.calls).toContain(DETAILS), { timeout: 20_000 });
    return total;
  };
  return { memory, services, id, form, facts, list };
}

describe('facts of an installation', () => {
  it('are read from a platform that has them', async () => {
    const { facts, list } = await start();
    expect(await list()).toBeGreaterThan(0);
    await vi.waitFor(() => expect(facts()).toMatchObject({ version: '1' }));
    expect(facts()).toMatchObject({
      databaseId: expect.stringMatching(/^[\da-f-]{36}$/),
      reportedTimeZone: expect.any(String),
      clockDifferenceMs: expect.any(Number),
    });
  });

  const failed = { response: { version: '9.9' }, error: { message: 'no', type: 'X', inner: null }, success: false };
  it.each<[name: string, fault: Fault, known: string | null]>([
    ['success: false with status 200', answer(200, {}, failed), '5.0.13334.0'],
    ['HTML with status 200', captivePortal, null],
    ['HTML with status 404', answer(404, { 'content-type': 'text/html' }, '<h1>Not found</h1>'), null],
    ['a redirect', answer(302, { location: 'https://other.example/' }), null],
    ['a list', answer(200, {}, []), null],
    ['damaged JSON', answer(200, {}, '{"response":'), null],
    ['a sign-in of a gateway', answer(401, { 'www-authenticate': 'Negotiate' }), null],
    ['an error of its own', answer(500, {}, failed), '5.0.13334.0'],
    ['a response that breaks off', cutAt(10), '5.0.13334.0'],
    ['no response', loseAnswer, '5.0.13334.0'],
    ['an endless response', endless(), null],
  ])('fault 190: are none or remain as they were, and the list is complete: %s', async (_name, fault, known) => {
    testBed.proxy.always.set(DETAILS, details(fullDetails));
    const { memory, services, id, facts, list } = await start();
    const total = await list();
    await vi.waitFor(() => expect(facts()?.version).toBe('5.0.13334.0'));
    testBed.proxy.always.set(DETAILS, fault);
    memory.clock.advance(60_000);
    const read = await services.installationFacts.read(id);
    expect(read?.version ?? null).toBe(known);
    expect(facts()).toEqual(read);
    expect(await list()).toBe(total);
  });

  it('fault 191: do not delay the list while the installation is slow, and are given up after a time', async () => {
    testBed.proxy.always.set(DETAILS, hang);
    const { facts, list } = await start();
    expect(await list()).toBeGreaterThan(0);
    expect(facts()).toBeNull();
    await expect(testBed.connect({}, { timeLimitMs: 300 }).readServer()).rejects.toMatchObject({ code: 'TIMEOUT' });
  });

  it.each<[zone: unknown, known: string | null, reported: string | null]>([
    ['Europe/Moscow', 'Europe/Moscow', 'Europe/Moscow'],
    ['Russian Standard Time', null, 'Russian Standard Time'],
    ['(UTC+03:00) Москва', null, '(UTC+03:00) Москва'],
    ['+03:00', null, '+03:00'],
    ['Europe/Moscow\u0000', null, null],
    [{ id: 'Europe/Moscow' }, null, null],
    [180, null, null],
    ['x'.repeat(100_000), null, null],
  ])(
    'fault 192: with a time zone %j have none that this computer knows, and keep the rest',
    async (timeZone, known, reported) => {
      testBed.proxy.always.set(DETAILS, details({ ...fullDetails, queryDate: 'yesterday', timeZone }));
      const { services, id } = await start();
      const read = await services.installationFacts.read(id);
      expect(read).toMatchObject({ version: '5.0.13334.0', databaseId: 'db.1' });
      expect(read).toMatchObject({ timeZone: known, reportedTimeZone: reported });
    },
  );
});

describe('fault 193: a wrong path of the key service', () => {
  const problemAt = async (servicePath = '/api/other/AuthenticationKeyService') => {
    const { services, form } = await start(servicePath);
    const steps = await services.connections.test({ ...form, id: null });
    const { problem, detail } = steps.find(({ step }) => step === 'service') ?? {};
    return { problem, detail };
  };

  it('is replaced by the one that the platform names, below the address of a proxy too', async () => {
    expect(await problemAt()).toEqual({ problem: 'servicePathFound', detail: SERVICE });
    const named = (basePath: string) =>
      answer(200, {}, { swagger: '2.0', basePath, paths: { '/Base/AuthenticationKeyService/GetPermissions': {} } });
    for (const basePath of ['/api/public/system', 'https://other.example/api/public/system/']) {
      testBed.proxy.always.set(DESCRIPTION, named(basePath));
      expect(await problemAt()).toEqual({ problem: 'servicePathFound', detail: SERVICE });
    }
    testBed.proxy.always.set(DESCRIPTION, named('/api/public/missing'));
    expect(await problemAt()).toMatchObject({ problem: 'noService' });
  });

  it.each<[name: string, fault: Fault, problem: string]>([
    ['HTML', captivePortal, 'noService'],
    ['nothing at all', answer(404, {}, { Code: 'UnknownMethod', Message: 'no' }), 'noService'],
    ['success: false', answer(200, {}, { success: false, error: 'no', response: null }), 'noService'],
    ['an endless text', endless(), 'noService'],
    ['a list', answer(200, {}, []), 'noService'],
    [
      'another service with the same methods',
      answer(200, {}, { basePath: '/api/public/system', paths: { '/Base/SystemRoleService/GetPermissions': {} } }),
      'serviceNotListed',
    ],
  ])('is named as before where the description is %s', async (_name, fault, problem) => {
    testBed.proxy.always.set(DESCRIPTION, fault);
    expect(await problemAt()).toMatchObject({ problem });
  });
});
