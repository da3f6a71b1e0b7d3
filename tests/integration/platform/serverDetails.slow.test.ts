import { join } from 'node:path';
import { expect, test } from 'vitest';
import { httpAdminApi } from '../../../electron/adapters/http/httpAdminApi.ts';
import type { AdminApiCredentials } from '../../../electron/ports.ts';
import { createFormat } from '../../../renderer/i18n/format.ts';
import type { AccountId } from '../../../shared/model/key.ts';
import { timeElsewhere } from '../../../shared/model/timeElsewhere.ts';
import { SkippingClock } from '../../fakes/skippingClock.ts';
import { nodeFetch } from '../../harness/nodeFetch.ts';
import { newFolder } from './lastingDatabase.ts';
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
import { followProcess, untilReady } from './runCommand.ts';

const COMMAND = join(import.meta.dirname, '../../../electron/platform/platformCommand.ts');
const PATH = '/webapi/Heartbeat/ServerDetails';
const platform = await startForFile();

function connectTo(
  address: string,
  credentials: AdminApiCredentials = { kind: 'password', username: 'admin', password: ADMIN_PASSWORD },
  clock = new SkippingClock(Date.now()),
) {
  const connect = httpAdminApi({ fetch: nodeFetch({}), fetchTrusting: () => nodeFetch({}), clock, random: () => 0 });
  return connect({ address, servicePath: KEY_SERVICE, credentials, caCertificate: null });
}

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
    const api = connectTo(platform.address, own, clock);
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

test('tell the time zone of the platform, so that an expiry has the time of its own clocks beside that of this computer', async () => {
  const parameters = [process.execPath, COMMAND, '--port', '0', '--data', join(newFolder(), 'data')];
  const { platform: eastern } = await untilReady(
    followProcess('env', ['TZ=Asia/Vladivostok', ...parameters], ADMIN_PASSWORD),
  );
  const api = connectTo(eastern.address);
  const { timeZone } = await api.readServer();
  // Midnight in Moscow, and of the same instant what the platform has stored.
  const created = await api.createKey('account.1' as AccountId, '2027-02-20T21:00:00.000Z');
  expect(timeElsewhere(created.expirationDate, 'Europe/Moscow', timeZone)).toEqual({
    timeZone: 'Asia/Vladivostok',
    isOtherDay: false,
  });
  const { dateTime, zoneOffset } = createFormat('en', timeZone);
  expect(dateTime(created.expirationDate)).toBe('21 Feb 2027 07:00');
  expect(zoneOffset(created.expirationDate)).toBe('UTC+10');
});
