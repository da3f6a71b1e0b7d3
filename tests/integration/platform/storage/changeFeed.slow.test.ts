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
  const answer = await call(from, 'ListChanges', body);
  expect(answer.status).toBe(200);
  return answer.body;
};
const list = async (): Promise<readonly WireKey[]> => (await call(platform, 'List')).body.Items as unknown as WireKey[];
const byId = (keys: readonly WireKey[]) => keys.toSorted((one, other) => (one.Id < other.Id ? -1 : 1));

/** What a client knows that follows the feed. */
class Follower {
  readonly keys = new Map<string, WireKey>();
  cursor: string | undefined;
  resets = 0;

  /** Reads everything there is, a few changes at a time. */
  async follow(Take: number): Promise<void> {
    for (;;) {
      const page = await changes({ ...(this.cursor === undefined ? {} : { Cursor: this.cursor }), Take });
      if (page.Reset) {
        this.keys.clear();
        this.resets += 1;
      }
      expect(page.Upserted.length + page.DeletedIds.length).toBeLessThanOrEqual(Take);
      for (const key of page.Upserted) {
        this.keys.set(key.Id, wireKeySchema.parse(key));
      }
      for (const id of page.DeletedIds) {
        this.keys.delete(id);
      }
      this.cursor = page.Cursor;
      if (!page.HasMore) {
        return;
      }
    }
  }
}

test('without a cursor the whole list comes, in pages, without secrets', async () => {
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

test('then only what has changed, each key once, with its last state', async () => {
  const { Cursor } = await changes();
  expect(await changes({ Cursor })).toMatchObject({ Upserted: [], DeletedIds: [], Reset: false, HasMore: false });
  const created = await createKey(platform, 'svc.erp');
  await call(platform, 'Edit', { Id: created.Id, ExpirationDate: daysFromNow(3), Version: 1 });
  await call(platform, 'Edit', { Id: 'authkey.2', ExpirationDate: daysFromNow(4), Version: 1 });
  await call(platform, 'Delete', { Ids: ['authkey.3', 'authkey.4', 'authkey.999'] });
  const next = await changes({ Cursor });
  expect(next.Upserted.map(({ Id, Version }) => [Id, Version])).toEqual([
    [created.Id, 2],
    ['authkey.2', 2],
  ]);
  expect(next.DeletedIds).toEqual(['authkey.3', 'authkey.4']);
  expect(await changes({ Cursor: next.Cursor })).toMatchObject({ Upserted: [], DeletedIds: [] });
});

test('a key that came and went between two visits is only named as gone', async () => {
  const { Cursor } = await changes();
  const created = await createKey(platform, 'svc.erp');
  await call(platform, 'Delete', { Ids: [created.Id] });
  expect(await changes({ Cursor })).toMatchObject({ Upserted: [], DeletedIds: [created.Id] });
});

test('what was refused is no change, and neither is the use of a key', async () => {
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

test('a client that reads in small pages while others write ends up with the list', async () => {
  const follower = new Follower();
  const writer = (async () => {
    for (let round = 0; round < 12; round += 1) {
      const key = await createKey(platform, 'svc.erp');
      await call(platform, 'Edit', { Id: key.Id, ExpirationDate: daysFromNow(5), Version: 1 });
      await call(platform, 'Delete', { Ids: [round % 2 === 0 ? key.Id : `authkey.${round}`] });
    }
  })();
  let isWriting = true;
  void writer.finally(() => {
    isWriting = false;
  });
  while (isWriting) {
    await follower.follow(3);
  }
  await writer;
  await follower.follow(3);
  expect(byId([...follower.keys.values()])).toEqual(byId(await list()));
  expect(follower.resets).toBe(1);
});

describe('a client that was away', () => {
  const awayFor = async (days: number) => {
    let now = Date.now();
    const other = await startForTest({ now: () => now });
    const { Cursor } = await changes({}, other);
    await call(other, 'Delete', { Ids: ['authkey.1'] });
    now += days * DAY_MS;
    await call(other, 'Delete', { Ids: ['authkey.2'] });
    return changes({ Cursor }, other);
  };

  test('for 30 days hears of every deletion', async () => {
    expect(await awayFor(30)).toMatchObject({ Upserted: [], DeletedIds: ['authkey.1', 'authkey.2'], Reset: false });
  });

  test('for longer than deletions are remembered begins anew', async () => {
    const page = await awayFor(46);
    expect(page).toMatchObject({ DeletedIds: [], Reset: true });
    expect(page.Upserted).toHaveLength(8);
  });
});

test('a cursor of another database gives a reset, one of this database after a restart does not', async () => {
  const database = await newLastingDatabase();
  const { Cursor } = await during(database, (first) => changes({}, first));
  expect((await during(database, (again) => changes({ Cursor }, again))).Reset).toBe(false);
  const page = await changes({ Cursor });
  expect([page.Reset, page.Upserted.length]).toEqual([true, 10]);
});

describe('fault 94: a database that went back to an earlier state', () => {
  const create = async (from: RunningPlatform, count: number) => {
    for (let made = 0; made < count; made += 1) {
      await createKey(from, 'svc.erp');
    }
  };
  const restart = (database: Awaited<ReturnType<typeof newLastingDatabase>>) => async (lost: number, since: number) => {
    const before = await during(database, (first) => changes({}, first));
    const copy = await copyOf(database);
    const { Cursor } = await during(database, async (first) => {
      await create(first, lost);
      return changes({ Cursor: before.Cursor }, first);
    });
    return during(copy, async (again) => {
      await create(again, since);
      return {
        all: keyPageSchema.parse((await call(again, 'List')).body).Items,
        ofLost: await changes({ Cursor }, again),
        ofCommon: await changes({ Cursor: before.Cursor }, again),
      };
    });
  };

  test.each([
    ['as many changes since as were lost', 3, 3],
    ['fewer', 3, 1],
    ['more', 3, 5],
    ['none', 3, 0],
  ])('is told by a reset to a client that knows what was lost: %s', async (_what, lost, since) => {
    const { all, ofLost } = await restart(await newLastingDatabase())(lost, since);
    expect([ofLost.Reset, ofLost.HasMore]).toEqual([true, false]);
    expect(byId(ofLost.Upserted)).toEqual(byId(all));
  });

  test('is nothing to a client that knows only what was before: it hears of what is new', async () => {
    const { ofCommon } = await restart(await newLastingDatabase())(3, 2);
    expect([ofCommon.Reset, ofCommon.Upserted.map(({ Id }) => Id)]).toEqual([false, ['authkey.11', 'authkey.12']]);
  });

  test('is told to a client that was reading the whole list', async () => {
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

  test('a cursor from before there were marks gives a reset, and those that follow do not', async () => {
    const { Cursor } = await changes();
    const [epoch, position, deletionsFrom] = Cursor.split('.');
    const page = await changes({ Cursor: [epoch, position, deletionsFrom].join('.') });
    expect([page.Reset, page.Upserted.length]).toEqual([true, 10]);
    expect((await changes({ Cursor: page.Cursor })).Reset).toBe(false);
  });

  test('a database from before there were marks goes on', async () => {
    const database = await newLastingDatabase();
    await during(database, async () => {});
    await executeOn(database, 'drop table "changeMark"');
    await executeOn(database, `delete from "kysely_migration" where "name" = '2026-11-27-change-marks'`);
    await during(database, async (again) => {
      const { Cursor } = await changes({}, again);
      const key = await createKey(again, 'svc.erp');
      const page = await changes({ Cursor }, again);
      expect([page.Reset, page.Upserted.map(({ Id }) => Id)]).toEqual([false, [key.Id]]);
    });
  });

  test('marks are kept for a quarter of a million changes; who knows less begins anew', async () => {
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

test.each(['', 'x', '0', '0000000000000000.1', '0000000000000000.1.1.1', '0000000000000000.-1.1', 'g'.repeat(201)])(
  'the cursor %j is refused',
  async (Cursor) => {
    const { status, body } = await call(platform, 'ListChanges', { Cursor });
    expect([status, body.Code, body.Details?.[0]?.Field]).toEqual([400, 'Validation', 'Cursor']);
  },
);

test('keys of a database from before the feed are in it', async () => {
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
