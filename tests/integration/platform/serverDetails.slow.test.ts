import { expect, test } from 'vitest';
import { httpAdminApi } from '../../../electron/adapters/http/httpAdminApi.ts';
import type { AdminApiCredentials } from '../../../electron/ports.ts';
import { SkippingClock } from '../../fakes/skippingClock.ts';
import { nodeFetch } from '../../harness/nodeFetch.ts';
import {
  ADMIN_PASSWORD,
  basic,
  call,
  createKey,
  KEY_SERVICE,
  send,
  startForFile,
  startForTest,
} from './platformClient.ts';

const PATH = '/webapi/Heartbeat/ServerDetails';
const platform = await startForFile();

const read = (from = platform, username = 'admin') =>
  send(from, { method: 'GET', path: PATH, headers: [basic(username)] });

test('are given to accounts that may use the API only', async () => {
  expect(await read()).toMatchObject({
    status: 200,
    body: {
      response: { version: '1', address: platform.address, timeZone: expect.any(String) },
      error: null,
      success: true,
    },
  });
  expect(await send(platform, { method: 'GET', path: PATH })).toMatchObject({ status: 401 });
  expect(await read(platform, 'd.nguyen')).toMatchObject({ status: 403 });
});

test('name the database, which another one differs from', async () => {
  const database = async (from = platform) => {
    const { response } = JSON.parse((await read(from)).text) as { response: { database: string } };
    return response.database;
  };
  const [one, again] = await Promise.all([database(), database()]);
  expect(one).toMatch(/^[\da-f-]{36}$/);
  expect(again).toBe(one);
  expect(await database(await startForTest())).not.toBe(one);
});

test('are read by the application with a password and with a key, account included', async () => {
  const clock = new SkippingClock(Date.now());
  const key = await createKey(platform, 'admin');
  const credentials: readonly AdminApiCredentials[] = [
    { kind: 'password', username: 'admin', password: ADMIN_PASSWORD },
    { kind: 'key', token: key.Token, secretKey: key.SecretKey },
  ];
  for (const own of credentials) {
    const api = httpAdminApi({ fetch: nodeFetch({}), fetchTrusting: () => nodeFetch({}), clock, random: () => 0 })({
      address: platform.address,
      servicePath: KEY_SERVICE,
      credentials: own,
      caCertificate: null,
    });
    const server = await api.readServer();
    expect(server).toMatchObject({ version: '1', databaseId: expect.stringMatching(/^[\da-f-]{36}$/) });
    expect(Math.abs(server.clockDifferenceMs ?? Number.NaN)).toBeLessThan(600_000);
    await expect(api.readAccount('account.1')).resolves.toEqual({ timeZone: null, passwordExpiresAt: null });
  }
});

test('the end of passwords is reported for accounts that have one, if the platform is started so', async () => {
  const now = Date.UTC(2026, 10, 28, 12);
  const expiring = await startForTest({ passwordDays: 5, now: () => now });
  const read = async (id: string) => {
    const { text } = await call(expiring, '/api/public/system/Base/AccountService/Get', { id });
    return JSON.parse(text) as { Username: string; PasswordExpirationDate?: string };
  };
  expect((await read('account.1')).PasswordExpirationDate).toBe('2026-12-03T12:00:00.000Z');
  const service = JSON.parse(
    (await call(expiring, '/api/public/system/Base/AccountService/FindByUsername', { user: 'svc.erp' })).text,
  ) as string;
  expect(await read(service)).not.toHaveProperty('PasswordExpirationDate');
});
