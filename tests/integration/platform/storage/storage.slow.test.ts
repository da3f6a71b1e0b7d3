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

describe('a restart', () => {
  test('keeps everything, deletions too, and does not seed again', async () => {
    const before = await during(database, async (platform) => {
      await createKey(platform, 'svc.erp');
      await call(platform, 'Delete', { Ids: ['authkey.1', 'authkey.2'] });
      return readAll(platform);
    });
    expect(keyPageSchema.parse(before).Total).toBe(9);
    expect(await during(database, readAll)).toEqual(before);
  });

  test('keeps secrets', async () => {
    const before = await during(database, (platform) => createKey(platform, 'svc.erp'));
    const after = await during(database, (platform) => call(platform, 'Get', { id: before.Id }));
    expect(after.body.SecretKey).toBe(before.SecretKey);
  });

  test('with another password gives it to admin and takes the old one away', async () => {
    await during(database, async () => {});
    await during(
      database,
      async (platform) => {
        const status = async (password: string) =>
          (await send(platform, { path: `${KEY_SERVICE}/List`, headers: [basic('admin', password)] })).status;
        expect(await status('changed')).toBe(200);
        expect(await status(ADMIN_PASSWORD)).toBe(401);
      },
      { adminPassword: 'changed' },
    );
  });

  test('without a password keeps the old one and makes none', async () => {
    await during(database, async () => {});
    await during(
      database,
      async (platform) => {
        expect(platform.adminPassword).toBeNull();
        expect((await call(platform, 'List')).status).toBe(200);
      },
      { adminPassword: null },
    );
  });
});

test('a password that was made is told once, and works', async () => {
  const platform = await startForTest({ adminPassword: null });
  const password = platform.adminPassword ?? '';
  expect(password.length).toBeGreaterThanOrEqual(24);
  const answer = await send(platform, { path: `${KEY_SERVICE}/List`, headers: [basic('admin', password)] });
  expect(answer.status).toBe(200);
});

test('a platform without sample data holds the administrator alone', async () => {
  const platform = await startForTest({ sample: false });
  expect(keyPageSchema.parse(await readAll(platform)).Total).toBe(0);
  expect((await call(platform, 'ListEligibleAccounts')).body.Items.map(({ Username }) => Username)).toEqual(['admin']);
});

test('a system role that is not active gives no rights', async () => {
  const permissions = (username: string) =>
    during(database, (platform) => call(platform, 'GetPermissions', {}, username));
  await during(database, async () => {});
  await executeOn(
    database,
    `insert into "roleMember" ("accountId", "roleId")
      select "account"."id", "systemRole"."id" from "account", "systemRole"
      where "username" = 'o.kuznetsova' and "name" = 'API integrations'`,
  );
  const deactivate = (name: string) =>
    executeOn(database, `update "systemRole" set "isActive" = 0 where "name" = '${name}'`);
  expect((await permissions('o.kuznetsova')).body).toMatchObject({ CanView: true, CanEdit: false });
  await deactivate('Support');
  expect((await permissions('o.kuznetsova')).body).toMatchObject({ CanView: false, CanReadSecret: false });
  await deactivate('API integrations');
  expect((await permissions('o.kuznetsova')).status).toBe(403);
  const { body } = await during(database, (platform) =>
    call(platform, 'ListEligibleAccounts', { Search: 'o.kuznetsova' }),
  );
  expect(body.Items[0]).toMatchObject({ IsEligible: false, Reason: 'NoPermission', SystemRoles: [] });
  await deactivate('System administrators');
  expect((await permissions('admin')).status).toBe(403);
});

describe('a row that somebody has changed', () => {
  test('gives no secret when it was handed to another account', async () => {
    await during(database, async () => {});
    await executeOn(database, 'update "authenticationKey" set "accountId" = 2 where "id" = 1');
    const answer = await during(database, (platform) => call(platform, 'Get', { id: 'authkey.1' }), {
      reportFailure: () => {},
    });
    expect(answer.status).toBe(500);
  });
});

describe('a database that does not fit is refused and left as it is', () => {
  test.each([
    [
      'one of a newer version',
      { statement: `insert into "kysely_migration" values ('9999-01-01-later', '9999-01-01T00:00:00.000Z')` },
      'comes from another version',
    ],
    [
      'one that was made with another encryption key',
      { encryptionKey: Buffer.alloc(32, 8).toString('base64') },
      'encryption key',
    ],
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

  test('a data set smaller than the sample', async () => {
    const error = await startRefusal({ database, generated: { accounts: 5 } });
    expect(String(error)).toContain('at least 13 accounts');
  });
});
