import { beforeEach, describe, expect, test } from 'vitest';
import type { RunningPlatform } from '../../../../electron/platform/startPlatform.ts';
import { keyPageSchema, type WireKey, wireKeySchema } from '../../../../shared/adminApi/keyService.ts';
import { copyOf, during, executeOn, newLastingDatabase } from '../lastingDatabase.ts';
import {
  call,
  callSigned,
  createKey,
  daysFromNow,
  KEY_SERVICE,
  type Response,
  startForTest,
} from '../platformClient.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
let platform: RunningPlatform;
beforeEach(async () => {
  platform = await startForTest();
});

const changes = async (body: object = {}, from = platform): Promise<Response['body']> => {
  const response = await call(from, 'ListChanges', body);
  expect(response.status).toBe(200);
  return response.body;
};
const list = async (): Promise<readonly WireKey[]> => (await call(platform, 'List')).body.Items as unknown as WireKey[];
const byId = (keys: readonly WireKey[]) => keys.toSorted((one, other) => (one.Id < other.Id ? -1 : 1));

test('without a cursor the feed returns the complete list, in pages, without secrets', async () => {
  const first = await changes({ Take: 4 });
  expect([first.Upserted.length, first.Reset, first.HasMore]).toEqual([4, true, true]);
  const second = await changes({ Cursor: first.Cursor, Take: 4 });
  expect([second.Upserted.length, second.Reset, second.HasMore]).toEqual([4, false, true]);
  const third = await changes({ Cursor: second.Cursor, Take: 4 });
  expect([third.Upserted.length, third.Reset, third.HasMore]).toEqual([2, false, false]);
  const all = [first, second, third].flatMap(({ Upserted }) => Upserted);
  expect(byId(all)).toEqual(byId(await list()));
  expect(JSON.stringify(all)).not.toMatch(/secret/i);
});

test('with a cursor it returns only changes, each key once, in its latest state', async () => {
  const { Cursor } = await changes();
  expect(await changes({ Cursor })).toMatchObject({ Upserted: [], DeletedIds: [], Reset: false, HasMore: false });
  const created = await createKey(platform, 'svc.erp');
  await call(platform, 'Edit', { Id: created.Id, ExpirationDate: daysFromNow(3), Version: 1 });
  await call(platform, 'Edit', { Id: 'authkey.2', ExpirationDate: daysFromNow(4), Version: 1 });
  const shortLived = await createKey(platform, 'svc.erp');
  await call(platform, 'Delete', { Ids: ['authkey.3', shortLived.Id, 'authkey.999'] });
  const next = await changes({ Cursor });
  expect(next.Upserted.map(({ Id, Version }) => [Id, Version])).toEqual([
    [created.Id, 2],
    ['authkey.2', 2],
  ]);
  expect(next.DeletedIds).toEqual(['authkey.3', shortLived.Id]);
  expect(await changes({ Cursor: next.Cursor })).toMatchObject({ Upserted: [], DeletedIds: [] });
});

test('a rejected write and the use of a key are not changes', async () => {
  const key = await createKey(platform, 'svc.erp');
  const { Cursor } = await changes();
  await call(platform, 'Edit', { Id: key.Id, ExpirationDate: daysFromNow(3), Version: 7 });
  await call(platform, 'Create', { AccountId: 'account.999', ExpirationDate: daysFromNow(3) });
  expect((await callSigned(platform, key, { path: `${KEY_SERVICE}/GetPermissions` })).status).toBe(200);
  expect(await changes({ Cursor })).toEqual({
    Upserted: [],
    DeletedIds: [],
    Cursor,
    Reset: false,
    HasMore: false,
  });
});

test('a client that reads small pages during writes ends up with the complete list', async () => {
  const known = new Map<string, WireKey>();
  let cursor: string | undefined;
  let resets = 0;
  /** Reads all changes, in pages. */
  const follow = async () => {
    for (let hasMore = true; hasMore; ) {
      const page = await changes({ Cursor: cursor, Take: 3 });
      expect(page.Upserted.length + page.DeletedIds.length).toBeLessThanOrEqual(3);
      resets += page.Reset ? 1 : 0;
      for (const key of page.Upserted) {
        known.set(key.Id, wireKeySchema.parse(key));
      }
      for (const id of page.DeletedIds) {
        known.delete(id);
      }
      ({ Cursor: cursor, HasMore: hasMore } = page);
    }
  };
  let isWriting = true;
  const write = async () => {
    for (let round = 0; round < 12; round += 1) {
      const key = await createKey(platform, 'svc.erp');
      await call(platform, 'Edit', { Id: key.Id, ExpirationDate: daysFromNow(5), Version: 1 });
      await call(platform, 'Delete', { Ids: [round % 2 === 0 ? key.Id : `authkey.${round}`] });
    }
  };
  const written = write().finally(() => {
    isWriting = false;
  });
  while (isWriting) {
    await follow();
  }
  await written;
  await follow();
  expect(byId([...known.values()])).toEqual(byId(await list()));
  expect(resets).toBe(1);
});

test.each([
  ['within 45 days gets every deletion', 30, { Upserted: [], DeletedIds: ['authkey.1', 'authkey.2'], Reset: false }],
  ['after more than 45 days must start over', 46, { Upserted: { length: 8 }, DeletedIds: [], Reset: true }],
])('a client that returns %s', async (_name, days, expected) => {
  let now = Date.now();
  const other = await startForTest({ now: () => now });
  const { Cursor } = await changes({}, other);
  await call(other, 'Delete', { Ids: ['authkey.1'] });
  now += days * DAY_MS;
  await call(other, 'Delete', { Ids: ['authkey.2'] });
  expect(await changes({ Cursor }, other)).toMatchObject(expected);
});

test('a cursor of another database causes a reset, a cursor from before a restart does not', async () => {
  const database = await newLastingDatabase();
  const { Cursor } = await during(database, (first) => changes({}, first));
  expect((await during(database, (again) => changes({ Cursor }, again))).Reset).toBe(false);
  const page = await changes({ Cursor });
  expect([page.Reset, page.Upserted.length]).toEqual([true, 10]);
});

describe('fault 94: a database that returned to an earlier state', () => {
  const create = async (from: RunningPlatform, count: number) => {
    for (let made = 0; made < count; made += 1) {
      await createKey(from, 'svc.erp');
    }
  };

  test.each([1, 3, 5])(
    'causes a reset for a client that knows 3 lost changes, and %i new ones follow',
    async (since) => {
      const database = await newLastingDatabase();
      const before = await during(database, (first) => changes({}, first));
      const copy = await copyOf(database);
      const lost = await during(database, async (first) => {
        await create(first, 3);
        return changes({ Cursor: before.Cursor }, first);
      });
      await during(copy, async (again) => {
        await create(again, since);
        const reset = await changes({ Cursor: lost.Cursor }, again);
        expect([reset.Reset, reset.HasMore]).toEqual([true, false]);
        expect(byId(reset.Upserted)).toEqual(byId(keyPageSchema.parse((await call(again, 'List')).body).Items));
        // A client that knows none of the lost changes continues.
        const next = await changes({ Cursor: before.Cursor }, again);
        expect([next.Reset, next.Upserted.length, next.Upserted[0]?.Id]).toEqual([false, since, 'authkey.11']);
      });
    },
  );

  test('causes a reset for a client that was reading the complete list', async () => {
    const database = await newLastingDatabase();
    await during(database, async () => {});
    const copy = await copyOf(database);
    const { Cursor } = await during(database, async (first) => {
      await create(first, 1);
      return changes({ Take: 4 }, first);
    });
    const page = await during(copy, async (again) => {
      await create(again, 1);
      return changes({ Cursor, Take: 4 }, again);
    });
    expect([page.Reset, page.Upserted[0]?.Id]).toEqual([true, 'authkey.1']);
  });

  test('a cursor without a mark, as older versions issued, causes one reset', async () => {
    const { Cursor } = await changes();
    const [epoch, position, deletionsFrom] = Cursor.split('.');
    const page = await changes({ Cursor: [epoch, position, deletionsFrom].join('.') });
    expect([page.Reset, page.Upserted.length]).toEqual([true, 10]);
    expect((await changes({ Cursor: page.Cursor })).Reset).toBe(false);
  });

  test('marks are stored for 250,000 changes; an older cursor causes a reset', async () => {
    const database = await newLastingDatabase();
    await during(database, async (first) => {
      const { Cursor } = await changes({}, first);
      await createKey(first, 'svc.erp');
      const next = await changes({ Cursor }, first);
      expect(next.Reset).toBe(false);
      await executeOn(database, 'update "changeFeed" set "latest" = "latest" + 250001');
      await createKey(first, 'svc.erp');
      expect((await changes({ Cursor: next.Cursor }, first)).Reset).toBe(true);
      expect(await executeOn(database, 'select count(*) as "count" from "changeMark"')).toEqual([{ count: 1 }]);
    });
  });
});

test('keys of a database created before the feed existed are in it', async () => {
  const database = await newLastingDatabase();
  await during(database, async () => {});
  await executeOn(database, 'delete from "authenticationKey" where "id" = 5');
  for (const statement of [
    'drop index "authenticationKeyByChange"',
    'alter table "authenticationKey" drop column "change"',
    'drop table "deletedKey"',
    'drop table "changeFeed"',
    'drop table "storedAnswer"',
    'drop table "changeMark"',
    `delete from "kysely_migration" where "name" > '2026-11-22-first'`,
  ]) {
    await executeOn(database, statement);
  }
  await during(database, async (platform) => {
    const page = await changes({}, platform);
    expect(page.Upserted.map(({ Id }) => Id)).not.toContain('authkey.5');
    expect(page.Upserted).toHaveLength(9);
    const key = await createKey(platform, 'svc.erp');
    expect((await changes({ Cursor: page.Cursor }, platform)).Upserted.map(({ Id }) => Id)).toEqual([key.Id]);
  });
});
