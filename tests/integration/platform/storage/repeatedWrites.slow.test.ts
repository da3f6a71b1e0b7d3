import { beforeEach, describe, expect, test } from 'vitest';
import type { RunningPlatform } from '../../../../electron/platform/startPlatform.ts';
import { RESPONSE_RETENTION_MS } from '../../../../electron/platform/storage/idempotencyStore.ts';
import { during, newLastingDatabase } from '../lastingDatabase.ts';
import {
  ACCOUNT_SERVICE,
  call,
  createKey,
  daysFromNow,
  KEY_SERVICE,
  type Response,
  send,
  sign,
  startForTest,
  startSample,
} from '../platformClient.ts';

let platform: RunningPlatform;
beforeEach(async () => {
  platform = await startForTest();
});

describe('a write with a request id', () => {
  const write = (id: string, method: string, body: object, username = 'admin') =>
    call(platform, method, body, username, [['x-ms-client-request-id', id]]);
  const total = async () => (await call(platform, 'List', { Take: 1 })).body;
  const creation = { AccountId: 'account.1', ExpirationDate: daysFromNow(1) };

  test('is executed once, and its repeats get the same response, secret included', async () => {
    const first = await write('one', 'Create', creation);
    const repeats = await Promise.all([1, 2, 3].map(() => write('one', 'Create', creation)));
    expect(repeats).toMatchObject(Array(3).fill({ status: 200, body: first.body }));
    expect(first.body.SecretKey).toHaveLength(88);
    expect(await total()).toMatchObject({ Total: 11 });
  });

  test('can be an edit, a deletion or a change of an account', async () => {
    const edit = { Id: 'authkey.1', ExpirationDate: daysFromNow(2), Version: 1 };
    const edited = await write('edit', 'Edit', edit);
    expect(await write('edit', 'Edit', edit)).toMatchObject({ status: 200, body: edited.body });
    const deletion = { Ids: ['authkey.2', 'authkey.999'] };
    const deleted = await write('delete', 'Delete', deletion);
    expect(deleted.body.Results).toEqual([
      { Id: 'authkey.2', Deleted: true },
      { Id: 'authkey.999', Deleted: true, Missing: true },
    ]);
    expect(await write('delete', 'Delete', deletion)).toMatchObject({ status: 200, body: deleted.body });
    for (let count = 0; count < 2; count += 1) {
      const { status } = await write('archive', `${ACCOUNT_SERVICE}/Disable`, { accountId: 'account.2' });
      expect(status).toBe(204);
    }
  });

  test('is rejected if the id was used with another body or method', async () => {
    await write('two', 'Create', creation);
    for (const [method, body] of [
      ['Create', { ...creation, ExpirationDate: daysFromNow(9) }],
      ['Create', { ...creation, AccountId: 'account.2' }],
      ['Delete', { Ids: ['authkey.1'] }],
    ] as const) {
      const response = await write('two', method, body);
      expect([response.status, response.body.Code]).toEqual([409, 'RequestIdReused']);
    }
    expect(await total()).toMatchObject({ Total: 11 });
  });

  test('is independent of the same id of another account', async () => {
    const first = await write('three', 'Create', creation);
    const second = await write('three', 'Create', creation, 'i.ivanov');
    expect(second.status).toBe(200);
    expect(second.body.Id).not.toBe(first.body.Id);
  });

  test('can be corrected after it was rejected', async () => {
    expect((await write('four', 'Create', { ...creation, ExpirationDate: daysFromNow(-1) })).status).toBe(400);
    expect((await write('four', 'Create', creation)).status).toBe(200);
  });

  test('is recognized for 30 minutes, also by another process on the same database', async () => {
    const database = await newLastingDatabase();
    let now = Date.now();
    const send = (platform: RunningPlatform) =>
      call(platform, 'Create', creation, 'admin', [['x-ms-client-request-id', 'five']]);
    const first = await during(database, send, { now: () => now });
    await during(
      database,
      async (other) => {
        now += RESPONSE_RETENTION_MS - 1;
        expect((await send(other)).body).toEqual(first.body);
        now += 1;
        expect((await send(other)).body.Id).not.toBe(first.body.Id);
      },
      { now: () => now },
    );
  });

  test('does not exist for reads: any id is ignored', async () => {
    expect((await write('a b', 'List', {})).status).toBe(200);
  });
});

describe('replayed signed requests', () => {
  const creation = { AccountId: 'account.1', ExpirationDate: daysFromNow(1) };
  const edit = { Id: 'authkey.2', ExpirationDate: daysFromNow(9), Version: 1 };

  test('change nothing in the same second, after 14:59 and after a restart, and are rejected after 15:01', async () => {
    const database = await newLastingDatabase();
    let now = Date.now();
    const options = { now: () => now, port: 0 };
    const first = await startSample({ database, ...options });
    const port = Number(new URL(first.address).port);
    const key = await createKey(first, 'i.ivanov');
    const requests = [
      ['Create', creation, [['x-ms-client-request-id', 'replay']]],
      ['Edit', edit, []],
      ['Delete', { Ids: ['authkey.3'] }, []],
    ] as const;
    const signedRequests = requests.map(([method, content, headers]) => {
      const target = { path: `${KEY_SERVICE}/${method}`, body: JSON.stringify(content) };
      const signed = sign(first, key, target, { date: new Date(now).toUTCString() });
      return { ...target, headers: [...signed, ['content-type', 'application/json'] as const, ...headers] };
    });
    const sendAll = async (platform: RunningPlatform) => {
      const responses: Response[] = [];
      for (const request of signedRequests) {
        responses.push(await send(platform, request));
      }
      return responses;
    };
    const state = async (platform: RunningPlatform) =>
      (await call(platform, 'List')).body.Items.map((item) => ({ ...item, LastUsedDate: undefined }));

    const originals = await sendAll(first);
    expect(originals.map(({ status }) => status)).toEqual([200, 200, 200]);
    const after = await state(first);
    const expectNothingNew = async (platform: RunningPlatform) => {
      const [create, edited, deleted] = await sendAll(platform);
      expect(create?.body).toEqual(originals[0]?.body);
      expect([edited?.status, edited?.body.Code]).toEqual([409, 'Conflict']);
      expect(deleted?.body.Results).toEqual([{ Id: 'authkey.3', Deleted: true, Missing: true }]);
      expect(await state(platform)).toEqual(after);
    };
    await expectNothingNew(first);
    now += (14 * 60 + 59) * 1000;
    await expectNothingNew(first);
    await first.stop();
    const second = await startForTest({ database, ...options, port });
    await expectNothingNew(second);
    now += 2000;
    expect((await sendAll(second)).map(({ status, body }) => [status, body.Message])).toEqual(
      Array(3).fill([401, expect.stringContaining('more than 15 minutes behind the clock')]),
    );
    expect(await state(second)).toEqual(after);
  });
});
