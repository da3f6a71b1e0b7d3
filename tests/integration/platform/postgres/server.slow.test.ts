import { Client } from 'pg';
import { beforeEach, describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { PlatformStartError } from '../../../../electron/platform/platformStartError.ts';
import type { RunningPlatform } from '../../../../electron/platform/startPlatform.ts';
import { createDatabase, execute, type PrivatePostgres, startPostgres } from '../../../harness/postgres.ts';
import { executeOn, startRefusal } from '../lastingDatabase.ts';
import {
  call,
  callSigned,
  createKey,
  daysFromNow,
  KEY_SERVICE,
  type Response,
  startForTest,
} from '../platformClient.ts';

/** How long the platform may take until it has noticed what became of its connections. */
const PATIENCE = { timeout: 60_000 };

let url: string;
beforeEach(async () => {
  url = await createDatabase(inject('postgresUrl') ?? '');
});

const refusal = async (database: string) => {
  const error = await startRefusal({ database: { url: database } });
  expect(error).toBeInstanceOf(PlatformStartError);
  return (error as Error).message;
};

describe('a database that cannot be used is refused with the reason, and without the password', () => {
  test('one of something else, which is left as it is', async () => {
    await execute(url, 'create table account (id integer); insert into account values (7)');
    expect(await refusal(url)).toContain('holds tables of something else');
    const client = new Client({ connectionString: url });
    await client.connect();
    onTestFinished(() => client.end());
    const tables = `select table_name from information_schema.tables where table_schema = 'public'`;
    expect((await client.query(tables)).rows).toEqual([{ table_name: 'account' }]);
    expect((await client.query('select * from account')).rows).toEqual([{ id: 7 }]);
  });

  test.each([
    [
      'a wrong password',
      (target: URL) => Object.assign(target, { password: 'wrong-canary' }),
      'password authentication failed',
    ],
    [
      'a database that is not there',
      (target: URL) => Object.assign(target, { pathname: '/missing' }),
      'does not exist',
    ],
    ['a server that is not there', (target: URL) => Object.assign(target, { port: '1' }), 'ECONNREFUSED'],
  ])('%s', async (_what, change, text) => {
    const target = change(new URL(url));
    const message = await refusal(target.href);
    expect(message).toContain(text);
    expect(message).not.toContain(target.password);
  });
});

test('the order of names does not depend on the locale of the server', async () => {
  await startForTest({ database: { url } });
  const columns = await executeOn(
    { url },
    `select column_name as name, collation_name as collation from information_schema.columns
      where table_name = 'account' and column_name in ('username', 'searchName') order by column_name`,
  );
  expect(columns).toEqual([
    { name: 'searchName', collation: 'C' },
    { name: 'username', collation: 'C' },
  ]);
});

describe('a server that goes away and comes back', () => {
  let server: PrivatePostgres;
  let platform: RunningPlatform;
  const failures: unknown[] = [];
  beforeEach(async () => {
    server = await startPostgres();
    onTestFinished(() => server.stop());
    platform = await startForTest({
      database: { url: await createDatabase(server.url) },
      reportFailure: (_requestId, error) => failures.push(error),
    });
  });

  const expectUnavailable = ({ status, headers, body }: Response) => {
    expect([status, body.Code, headers['retry-after']]).toEqual([503, 'Unavailable', '1']);
    expect(body.RequestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.stringify(body)).not.toMatch(/ECONN|terminat|sql|127\.0\.0\.1/i);
  };

  test('gives 503 meanwhile, and everything is there again afterwards', async () => {
    const key = await createKey(platform, 'svc.erp');
    await server.pause();
    expectUnavailable(await call(platform, 'List'));
    expectUnavailable(await call(platform, 'Create', { AccountId: 'account.1', ExpirationDate: daysFromNow(1) }));
    await server.resume();
    expect((await call(platform, 'Get', { id: key.Id })).body).toEqual(key);
    expect((await call(platform, 'List')).body).toMatchObject({ Total: 11 });
  });

  test('cuts connections in the middle of requests: each is answered, and a repeat finds out what was done', async () => {
    const expiry = daysFromNow(1);
    const create = (id: string) => {
      const body = { AccountId: 'account.1', ExpirationDate: expiry };
      return call(platform, 'Create', body, 'admin', [['x-ms-client-request-id', id]]);
    };
    const ids: string[] = [];
    const statuses = new Set<number>();
    // Until a cut has met a request: each is answered in one of two ways.
    while (!statuses.has(503) || !statuses.has(200)) {
      const batch = Array.from({ length: 20 }, (_unused, index) => `cut.${ids.length + index}`);
      ids.push(...batch);
      const writing = Promise.all(batch.map(create));
      await execute(server.url, 'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()');
      for (const { status } of await writing) {
        expect(status).toBeOneOf([200, 503]);
        statuses.add(status);
      }
    }
    const repeats = await Promise.all(ids.map(create));
    expect(repeats.map(({ status }) => status)).toEqual(ids.map(() => 200));
    expect(new Set(repeats.map(({ body }) => body.Id)).size).toBe(ids.length);
    expect((await call(platform, 'List')).body).toMatchObject({ Total: 10 + ids.length });
  });

  test('does not end the platform when it cuts connections that nobody uses', async () => {
    await call(platform, 'List');
    await execute(server.url, 'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()');
    await vi.waitFor(async () => expect((await call(platform, 'List')).status).toBe(200), PATIENCE);
  });
});

describe('fault 95: a database that takes no changes, as around a failover', () => {
  const name = () => new URL(url).pathname.slice(1);
  /** Ends the connections, as a failover does, or leaves them as they are. */
  const setReadOnly = async (isReadOnly: boolean, endsConnections: boolean) => {
    const server = inject('postgresUrl') ?? '';
    await execute(server, `alter database ${name()} set default_transaction_read_only = ${isReadOnly ? 'on' : 'off'}`);
    if (endsConnections) {
      await execute(server, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name()}'`);
    }
  };

  test('is read, also over a signed request; a change is 503, and is made as soon as the database takes it', async () => {
    const platform = await startForTest({ database: { url }, reportFailure: () => {} });
    const key = await createKey(platform, 'svc.erp');
    const create = () => call(platform, 'Create', { AccountId: 'account.1', ExpirationDate: daysFromNow(1) });
    // More connections than one, all of which are to be given up.
    await Promise.all(Array.from({ length: 8 }, () => call(platform, 'List')));
    await setReadOnly(true, true);
    await vi.waitFor(async () => {
      const lists = await Promise.all(Array.from({ length: 8 }, () => call(platform, 'List')));
      expect(lists.map(({ status }) => status)).toEqual(Array(8).fill(200));
    }, PATIENCE);
    expect((await call(platform, 'List')).body).toMatchObject({ Total: 11 });
    expect((await callSigned(platform, key, { path: `${KEY_SERVICE}/GetPermissions` })).status).toBe(200);
    const { status, headers, body } = await create();
    expect([status, body.Code, headers['retry-after']]).toEqual([503, 'Unavailable', '1']);
    await setReadOnly(false, false);
    // Without a pause in which idle connections would end by themselves.
    expect((await Promise.all(Array.from({ length: 8 }, create))).map((answer) => answer.status)).toEqual(
      Array.from({ length: 8 }, () => 200),
    );
  });

  test('a platform that starts on it says so', async () => {
    await startForTest({ database: { url } });
    await setReadOnly(true, true);
    expect(await refusal(url)).toContain('its server is a standby or read-only');
  });
});

test('a process that stops inside a write holds the others up for a bounded time only', async () => {
  const platform = await startForTest({ database: { url } });
  const stuck = new Client({ connectionString: url, idle_in_transaction_session_timeout: 1000 });
  stuck.on('error', () => {});
  await stuck.connect();
  await stuck.query('begin');
  await stuck.query('update "changeFeed" set "latest" = "latest"');
  const answer = await call(platform, 'Create', { AccountId: 'account.1', ExpirationDate: daysFromNow(1) });
  expect(answer.status).toBe(200);
  await stuck.end().catch(() => {});
});
