import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { SecretCipher } from '../../../../electron/platform/authentication/secretCipher.ts';
import { engineOf, type RunningPlatform } from '../../../../electron/platform/startPlatform.ts';
import { backUp, restore } from '../../../../electron/platform/storage/backup.ts';
import type { PlatformDatabase } from '../../../../electron/platform/storage/databaseEngine.ts';
import { openDatabase } from '../../../../electron/platform/storage/openDatabase.ts';
import { type PgBouncer, startPgBouncer } from '../../../harness/pgbouncer.ts';
import { createDatabase, execute, type PrivatePostgres, queryOne, startPostgres } from '../../../harness/postgres.ts';
import { newFolder } from '../lastingDatabase.ts';
import { call, createKey, daysFromNow, ENCRYPTION_KEY, startForTest } from '../platformClient.ts';
import { changeUrl, startMessage } from './startMessage.ts';

const POOL_SIZE = 3;
const TRANSACTION_MODE = { pool_mode: 'transaction', default_pool_size: String(POOL_SIZE) };

let server: PrivatePostgres;
/** The database itself, without a pooler. */
let direct: string;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());
beforeEach(async () => {
  direct = await createDatabase(server.url);
});

const create = (platform: RunningPlatform) =>
  call(platform, 'Create', { AccountId: 'account.1', ExpirationDate: daysFromNow(1) });

/** Connects to a database as a platform does, for the running test. */
async function connectTo(url: string): Promise<PlatformDatabase> {
  const database = await engineOf({ url }).connect();
  onTestFinished(() => database.destroy());
  return database;
}

describe.each([
  ['with its default settings, which reject settings of the client', {}],
  ['that ignores settings of the client', { ignore_startup_parameters: 'extra_float_digits,options' }],
])('fault 133: PgBouncer in transaction mode %s', (_name, settings) => {
  let pooler: PgBouncer;
  beforeAll(async () => {
    pooler = await startPgBouncer(server.url, { ...TRANSACTION_MODE, ...settings });
  });
  afterAll(() => pooler.stop());

  test('several first starts, and writes of many clients at once', async () => {
    const url = pooler.through(direct);
    const platforms = await Promise.all(Array.from({ length: 3 }, () => startForTest({ database: { url } })));
    const keys = await Promise.all(
      Array.from({ length: 90 }, (_unused, index) => createKey(platforms[index % 3] as RunningPlatform, 'svc.erp')),
    );
    const gone = await Promise.all(
      keys.slice(0, 30).map(({ Id }, index) => call(platforms[index % 3] as RunningPlatform, 'Delete', { Ids: [Id] })),
    );
    expect(gone.map(({ body }) => body.Results[0]?.Deleted)).toEqual(Array(30).fill(true));
    for (const platform of platforms) {
      expect((await call(platform, 'List')).body).toMatchObject({ Total: 70 });
    }
  });

  test('the limits hold: of a transaction that is idle, and of a statement in and outside of one', async () => {
    const url = pooler.through(direct);
    const platform = await startForTest({ database: { url } });
    const stopped = await connectTo(url);
    const isUnavailable = engineOf({ url }).isUnavailable;
    const idle = stopped.transaction().execute(async (transaction) => {
      await sql`update "changeFeed" set "latest" = "latest"`.execute(transaction);
      // Waits for the lock of this idle transaction, which the server ends.
      expect((await create(platform)).status).toBe(200);
      await sql`select 1`.execute(transaction);
    });
    const sleep = sql`select pg_sleep(600)`;
    const running = stopped.transaction().execute((transaction) => sleep.execute(transaction));
    const alone = sleep.execute(stopped);
    const reasons = (await Promise.allSettled([idle, running, alone])).map((result) =>
      result.status === 'rejected' ? result.reason : null,
    );
    expect(reasons.map(isUnavailable)).toEqual([true, true, true]);
    // The limit of the server, not of the client.
    expect(reasons.slice(1)).toMatchObject([{ code: '57014' }, { code: '57014' }]);
    expect((await create(platform)).status).toBe(200);
  });

  test('nothing is left behind in a connection that other clients get', async () => {
    const url = pooler.through(direct);
    const platform = await startForTest({ database: { url: `${url}?options=-c%20work_mem%3D5MB` } });
    const database = await connectTo(`${url}?options=-c%20work_mem%3D5MB`);
    expect((await sql`show work_mem`.execute(database)).rows).toEqual([{ work_mem: '5MB' }]);
    await Promise.all(Array.from({ length: 20 }, () => create(platform)));
    const left = `select concat_ws(' ', current_setting('statement_timeout'), current_setting('work_mem'),
      (select count(*) from pg_prepared_statements), (select count(*) from pg_locks where locktype = 'advisory'))`;
    for (let index = 0; index < POOL_SIZE * 2; index++) {
      expect(await queryOne(url, left)).toBe('0 4MB 0 0');
    }
  });

  test('a schema of its own', async () => {
    await execute(direct, 'create schema "its own"');
    const options = encodeURIComponent('-c search_path="its\\ own"');
    const platform = await startForTest({ database: { url: `${pooler.through(direct)}?options=${options}` } });
    await Promise.all(Array.from({ length: 20 }, () => create(platform)));
    expect((await call(platform, 'List')).body).toMatchObject({ Total: 30 });
    const schemas = `select string_agg(distinct schemaname, ',') from pg_tables where tablename !~ '^(pg|sql)_'`;
    expect(await queryOne(direct, schemas)).toBe('its own');
  });

  test('backup and restore', async () => {
    const location = { url: pooler.through(direct) };
    const platform = await startForTest({ database: location });
    const file = `${newFolder()}/backup.db`;
    const engine = engineOf(location);
    const database = await openDatabase(engine);
    onTestFinished(() => database.destroy());
    await backUp(database, file);
    await create(platform);
    await restore(database, engine, new SecretCipher(ENCRYPTION_KEY), file);
    expect((await call(platform, 'List')).body).toMatchObject({ Total: 10 });
  });

  test('a restart of the pooler, and of the server behind it: 503, then works again', async () => {
    const platform = await startForTest({ database: { url: pooler.through(direct) }, reportFailure: () => {} });
    const works = () =>
      vi.waitFor(async () => expect((await create(platform)).status).toBe(200), { timeout: 60_000, interval: 200 });
    const statuses = Array.from({ length: 20 }, async () => (await create(platform)).status);
    await pooler.restart();
    expect((await Promise.all(statuses)).filter((status) => status !== 200 && status !== 503)).toEqual([]);
    await works();
    await server.pause();
    expect((await create(platform)).status).toBe(503);
    await server.resume();
    await works();
  });
});

describe('fault 136: other modes and mistakes', () => {
  const withPooler = async (settings: Readonly<Record<string, string>>): Promise<string> => {
    const pooler = await startPgBouncer(server.url, settings);
    onTestFinished(() => pooler.stop());
    return pooler.through(direct);
  };

  test('session mode works', async () => {
    const platform = await startForTest({ database: { url: await withPooler({ pool_mode: 'session' }) } });
    expect((await create(platform)).status).toBe(200);
  });

  test('statement mode, in which there are no transactions, is named', async () => {
    const message = await startMessage(await withPooler({ pool_mode: 'statement' }));
    expect(message).toMatch(/A pooler has to work by session or by transaction, not by statement/);
    expect(await queryOne(direct, `select count(*)::int from pg_class where relkind = 'r' and oid >= 16384`)).toBe(0);
  });

  test.each([
    ['an unknown database', { pathname: '/missing' }, 'Cause: database "missing" does not exist'],
    ['a wrong password', { password: 'canary' }, 'the role and its password. Cause: SASL authentication failed'],
  ])('%s', async (_name, change, text) => {
    const message = await startMessage(changeUrl(await withPooler(TRANSACTION_MODE), change));
    expect(message).toContain(text);
    expect(message).not.toContain('canary');
  });

  test('a server that is down behind the pooler', async () => {
    const url = await withPooler({ ...TRANSACTION_MODE, server_login_retry: '1', query_wait_timeout: '3' });
    await server.pause();
    onTestFinished(() => server.resume());
    expect(await startMessage(url)).toMatch(new RegExp(`127\\.0\\.0\\.1:${new URL(url).port}.* Cause: `));
  });
});
