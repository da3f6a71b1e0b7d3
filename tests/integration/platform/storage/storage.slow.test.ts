import { beforeEach, describe, expect, test } from 'vitest';
import { PlatformStartError } from '../../../../electron/platform/platformStartError.ts';
import type { DatabaseLocation, RunningPlatform } from '../../../../electron/platform/startPlatform.ts';
import { keyPageSchema } from '../../../../shared/adminApi/keyService.ts';
import { during, executeOn, newLastingDatabase, startRefusal } from '../lastingDatabase.ts';
import { ADMIN_PASSWORD, basic, call, createKey, KEY_SERVICE, send, startForTest } from '../platformClient.ts';

let database: DatabaseLocation;
beforeEach(async () => {
  database = await newLastingDatabase();
});

const readAll = async (platform: RunningPlatform) => (await call(platform, 'List')).body;
const signIn = async (platform: RunningPlatform, password: string) =>
  (await send(platform, { path: `${KEY_SERVICE}/List`, headers: [basic('admin', password)] })).status;

describe('a restart', () => {
  test('preserves everything, deletions and secrets included, and adds no sample data', async () => {
    const { key, list } = await during(database, async (platform) => {
      const created = await createKey(platform, 'svc.erp');
      await call(platform, 'Delete', { Ids: ['authkey.1', 'authkey.2'] });
      return { key: created, list: await readAll(platform) };
    });
    expect(keyPageSchema.parse(list).Total).toBe(9);
    await during(database, async (platform) => {
      expect(await readAll(platform)).toEqual(list);
      expect((await call(platform, 'Get', { id: key.Id })).body).toEqual(key);
    });
  });

  test('with another password replaces that of admin, without one preserves it', async () => {
    await during(database, async () => {});
    for (const adminPassword of ['changed', null]) {
      await during(
        database,
        async (platform) => {
          expect(platform.adminPassword).toBeNull();
          expect(await signIn(platform, 'changed')).toBe(200);
          expect(await signIn(platform, ADMIN_PASSWORD)).toBe(401);
        },
        { adminPassword },
      );
    }
  });
});

test('a database of an earlier version is searched like a new one', async () => {
  await during(database, async () => {});
  // Lower case was all that earlier versions stored.
  await executeOn(database, `update "account" set "searchName" = lower("username") || '\n' || lower("fullName")`);
  const fullName = 'İnci Ёлкина\u00a0\u2011 O’Brien';
  await executeOn(
    database,
    `update "account" set "fullName" = '${fullName}', "searchName" = 'a.bobrov\ni\u0307nci ёлкина\u00a0\u2011 o’brien'
      where "username" = 'a.bobrov'`,
  );
  await executeOn(database, `delete from "kysely_migration" where "name" = '2026-11-27-search-names'`);
  await during(database, async (platform) => {
    for (const Search of ['inci', 'INCI елкина', "o'brien", '"a.bobrov"', 'ёлкина -', 'ЁЛКИНА ‐']) {
      const { Items } = keyPageSchema.parse((await call(platform, 'List', { Search })).body);
      expect([Search, ...new Set(Items.map(({ FullName }) => FullName))]).toEqual([Search, fullName]);
    }
  });
});

test('a platform without sample data contains only the administrator', async () => {
  const platform = await startForTest({ sample: false });
  expect(keyPageSchema.parse(await readAll(platform)).Total).toBe(0);
  expect((await call(platform, 'ListEligibleAccounts')).body.Items.map(({ Username }) => Username)).toEqual(['admin']);
});

test('the role of system administrators grants no rights while it is inactive', async () => {
  const platform = await startForTest({ database });
  await executeOn(database, `update "systemRole" set "isActive" = 0 where "name" = 'System administrators'`);
  expect((await call(platform, 'GetPermissions')).status).toBe(403);
});

test('a secret moved to another account in the database is not returned', async () => {
  const platform = await startForTest({ database, reportFailure: () => {} });
  await executeOn(database, 'update "authenticationKey" set "accountId" = 2 where "id" = 1');
  expect((await call(platform, 'Get', { id: 'authkey.1' })).status).toBe(500);
});

describe('an incompatible database is rejected and not changed', () => {
  test.each([
    [
      'of a newer version',
      { statement: `insert into "kysely_migration" values ('9999-01-01-later', '9999-01-01T00:00:00.000Z')` },
      'comes from another version',
    ],
    ['of another encryption key', { encryptionKey: Buffer.alloc(32, 8).toString('base64') }, 'encryption key'],
  ] as [string, { statement?: string; encryptionKey?: string }, string][])('%s', async (_what, change, text) => {
    await during(database, async () => {});
    const { statement, ...options } = change;
    if (statement !== undefined) {
      await executeOn(database, statement);
    }
    const content = () =>
      executeOn(database, 'select "id", "token", "version", "change" from "authenticationKey" order by "id"');
    const before = await content();
    const error = await startRefusal({ database, ...options });
    expect(error).toBeInstanceOf(PlatformStartError);
    expect(String(error)).toContain(text);
    expect(before).toHaveLength(10);
    expect(await content()).toEqual(before);
  });

  test('because the requested data set is smaller than the sample', async () => {
    const error = await startRefusal({ database, generated: { accounts: 5 } });
    expect(String(error)).toContain('at least 13 accounts');
  });
});
