import { Client } from 'pg';
import { beforeEach, describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import type { RunningPlatform } from '../../../../electron/platform/startPlatform.ts';
import { createDatabase, execute, type PrivatePostgres, startPostgres } from '../../../harness/postgres.ts';
import { executeOn } from '../lastingDatabase.ts';
import {
  call,
  callSigned,
  createKey,
  daysFromNow,
  KEY_SERVICE,
  type Response,
  startForTest,
} from '../platformClient.ts';
import { startMessage } from './startMessage.ts';

/** How long the platform may take to notice closed connections. */
const TIMEOUT = { timeout: 60_000 };

let url: string;
beforeEach(async () => {
  url = await createDatabase(inject('postgresUrl') ?? '');
});

test('the sort order of names does not depend on the locale of the server', async () => {
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

const expectUnavailable = ({ status, headers, body }: Response) => {
  expect([status, body.Code, headers['retry-after']]).toEqual([503, 'Unavailable', '1']);
  expect(body.RequestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(JSON.stringify(body)).not.toMatch(/ECONN|terminat|sql|127\.0\.0\.1/i);
};

describe('a server that becomes unavailable', () => {
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

  test('causes 503 until it is available again, without data loss', async () => {
    const key = await createKey(platform, 'svc.erp');
    await server.pause();
    expectUnavailable(await call(platform, 'List'));
    expectUnavailable(await call(platform, 'Create', { AccountId: 'account.1', ExpirationDate: daysFromNow(1) }));
    await server.resume();
    expect((await call(platform, 'Get', { id: key.Id })).body).toEqual(key);
    expect((await call(platform, 'List')).body).toMatchObject({ Total: 11 });
  });

  test('and closes connections during requests: each gets a response, and repeats are executed once', async () => {
    const expiry = daysFromNow(1);
    const create = (id: string) => {
      const body = { AccountId: 'account.1', ExpirationDate: expiry };
      return call(platform, 'Create', body, 'admin', [['x-ms-client-request-id', id]]);
    };
    const ids: string[] = [];
    const statuses = new Set<number>();
    // Until requests were both interrupted and completed.
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

  test('and closes idle connections does not stop the platform', async () => {
    await call(platform, 'List');
    await execute(server.url, 'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()');
    await vi.waitFor(async () => expect((await call(platform, 'List')).status).toBe(200), TIMEOUT);
  });
});

describe('fault 95: a read-only database, as during a failover', () => {
  const name = () => new URL(url).pathname.slice(1);
  /** @param endsConnections whether connections are closed, as in a failover. */
  const setReadOnly = async (isReadOnly: boolean, endsConnections: boolean) => {
    const server = inject('postgresUrl') ?? '';
    await execute(server, `alter database ${name()} set default_transaction_read_only = ${isReadOnly ? 'on' : 'off'}`);
    if (endsConnections) {
      await execute(server, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name()}'`);
    }
  };

  test('serves reads, also signed ones; writes get 503 until the database is writable', async () => {
    const platform = await startForTest({ database: { url }, reportFailure: () => {} });
    const key = await createKey(platform, 'svc.erp');
    const create = () => call(platform, 'Create', { AccountId: 'account.1', ExpirationDate: daysFromNow(1) });
    // Several connections, all of which must be replaced.
    await Promise.all(Array.from({ length: 8 }, () => call(platform, 'List')));
    await setReadOnly(true, true);
    await vi.waitFor(async () => {
      const lists = await Promise.all(Array.from({ length: 8 }, () => call(platform, 'List')));
      expect(lists.map(({ status }) => status)).toEqual(Array(8).fill(200));
    }, TIMEOUT);
    expect((await call(platform, 'List')).body).toMatchObject({ Total: 11 });
    expect((await callSigned(platform, key, { path: `${KEY_SERVICE}/GetPermissions` })).status).toBe(200);
    expectUnavailable(await create());
    await setReadOnly(false, false);
    // Immediately, before idle connections time out.
    const responses = await Promise.all(Array.from({ length: 8 }, create));
    expect(responses.map(({ status }) => status)).toEqual(Array(8).fill(200));
  });

  test('is reported at the start', async () => {
    await startForTest({ database: { url } });
    await setReadOnly(true, true);
    expect(await startMessage(url)).toContain('its server is a standby or read-only');
  });
});

test('a process that stops during a write blocks others for a limited time only', async () => {
  const platform = await startForTest({ database: { url } });
  const stuck = new Client({ connectionString: url, idle_in_transaction_session_timeout: 1000 });
  stuck.on('error', () => {});
  await stuck.connect();
  await stuck.query('begin');
  await stuck.query('update "changeFeed" set "latest" = "latest"');
  const response = await call(platform, 'Create', { AccountId: 'account.1', ExpirationDate: daysFromNow(1) });
  expect(response.status).toBe(200);
  await stuck.end().catch(() => {});
});
