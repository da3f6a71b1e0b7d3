import { beforeEach, describe, expect, test } from 'vitest';
import type { RunningPlatform } from '../../../../electron/platform/startPlatform.ts';
import { RESPONSE_RETENTION_MS } from '../../../../electron/platform/storage/idempotencyStore.ts';
import { during, newLastingDatabase } from '../lastingDatabase.ts';
import {
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

describe('a write that carries an id of its own', () => {
  const write = (id: string, method: string, body: object, username = 'admin') =>
    call(platform, method, body, username, [['x-ms-client-request-id', id]]);
  const total = async () => (await call(platform, 'List', { Take: 1 })).body;
  const creation = { AccountId: 'account.1', ExpirationDate: daysFromNow(1) };

  test('is done once, and its repeat gets the same answer, secret included', async () => {
    const first = await write('one', 'Create', creation);
    const repeats = await Promise.all([1, 2, 3].map(() => write('one', 'Create', creation)));
    expect(repeats.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(repeats.map(({ body }) => body)).toEqual(Array(3).fill(first.body));
    expect(first.body.SecretKey).toHaveLength(88);
    expect(await total()).toMatchObject({ Total: 11 });
  });

  test('is done once when it is sent several times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => write('at-once', 'Create', creation)));
    expect(new Set(answers.map(({ body }) => body.Id)).size).toBe(1);
    expect(await total()).toMatchObject({ Total: 11 });
  });

  test('may be an edit, a deletion or a change of an account', async () => {
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
    const disable = '/api/public/system/Base/AccountService/Disable';
    expect((await write('disable', disable, { accountId: 'account.2' })).status).toBe(204);
    expect((await write('disable', disable, { accountId: 'account.2' })).status).toBe(204);
  });

  test('is refused when the id was used for another body or method', async () => {
    await write('two', 'Create', creation);
    for (const [method, body] of [
      ['Create', { ...creation, ExpirationDate: daysFromNow(9) }],
      ['Create', { ...creation, AccountId: 'account.2' }],
      ['Delete', { Ids: ['authkey.1'] }],
    ] as const) {
      const answer = await write('two', method, body);
      expect([answer.status, answer.body.Code]).toEqual([409, 'RequestIdReused']);
    }
    expect(await total()).toMatchObject({ Total: 11 });
  });

  test('is another one for another account', async () => {
    const first = await write('three', 'Create', creation);
    const second = await write('three', 'Create', creation, 'i.ivanov');
    expect(second.status).toBe(200);
    expect(second.body.Id).not.toBe(first.body.Id);
  });

  test('can be corrected after it was refused', async () => {
    expect((await write('four', 'Create', { ...creation, ExpirationDate: daysFromNow(-1) })).status).toBe(400);
    expect((await write('four', 'Create', creation)).status).toBe(200);
  });

  test('is remembered for 30 minutes, by another process of the same database too', async () => {
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

  test.each(['', ' ', 'a b', 'é', 'x'.repeat(129), 'a,b'])('cannot be named %j', async (id) => {
    const answer = await write(id, 'Create', creation);
    expect([answer.status, answer.body.Code]).toEqual([400, 'Validation']);
    expect(await total()).toMatchObject({ Total: 10 });
  });

  test('does not concern methods that read', async () => {
    expect((await write('a b', 'List', {})).status).toBe(200);
  });
});

describe('a signed request that somebody sends again, byte for byte', () => {
  const body = (method: string) => JSON.stringify(method === 'Create' ? creation : { Ids: ['authkey.3'] });
  const creation = { AccountId: 'account.1', ExpirationDate: daysFromNow(1) };
  const edit = JSON.stringify({ Id: 'authkey.2', ExpirationDate: daysFromNow(9), Version: 1 });

  test('changes nothing, in the same second, after 14:59, and after a restart; after 15:01 it is refused', async () => {
    const database = await newLastingDatabase();
    let now = Date.now();
    const options = { now: () => now, port: 0 };
    const first = await startSample({ database, ...options });
    const port = Number(new URL(first.address).port);
    const key = await createKey(first, 'i.ivanov');
    const requests = [
      { path: `${KEY_SERVICE}/Create`, body: body('Create'), headers: [['x-ms-client-request-id', 'replay'] as const] },
      { path: `${KEY_SERVICE}/Edit`, body: edit },
      { path: `${KEY_SERVICE}/Delete`, body: body('Delete') },
    ].map(({ headers = [], ...target }) => ({
      ...target,
      headers: [
        ...sign(first, key, target, { date: new Date(now).toUTCString() }),
        ['content-type', 'application/json'] as const,
        ...headers,
      ],
    }));
    const sendAll = async (platform: RunningPlatform) => {
      const answers: Response[] = [];
      for (const request of requests) {
        answers.push(await send(platform, request));
      }
      return answers;
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
      Array(3).fill([401, 'The access token has expired']),
    );
    expect(await state(second)).toEqual(after);
  });
});
