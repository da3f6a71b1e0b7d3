import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { RunningPlatform } from '../../../../electron/platform/startPlatform.ts';
import { createDatabase, type PrivatePostgres, startPostgres } from '../../../harness/postgres.ts';
import { startStandby } from '../../../harness/postgresStandby.ts';
import { startTcpForward, type TcpForward } from '../../../harness/tcpForward.ts';
import {
  type ClientKey,
  call,
  callSigned,
  createKey,
  daysFromNow,
  KEY_SERVICE,
  startSample,
} from '../platformClient.ts';

type Key = Awaited<ReturnType<typeof createKey>>;

const portOf = (url: string): number => Number(new URL(url).port);
const atPort = (url: string, port: number): string => Object.assign(new URL(url), { port: String(port) }).href;
const changes = async (platform: RunningPlatform, Cursor?: string) =>
  (await call(platform, 'ListChanges', { Cursor })).body;
const use = (platform: RunningPlatform, key: ClientKey) =>
  callSigned(platform, key, { path: `${KEY_SERVICE}/GetPermissions` });

/**
 * The primary is killed. The standby that takes over lacks the last changes and reuses their identifiers. One platform
 * keeps running, at an address that now leads to the new primary; another is started on the new primary directly.
 */
describe('after a failover that lost the last changes', () => {
  let primary: PrivatePostgres;
  let forward: TcpForward;
  let lasting: RunningPlatform;
  let restarted: RunningPlatform;
  /** Cursors from before the lost changes, between them, and after them. */
  const cursors = { before: '', within: '', after: '' };
  let lost: readonly Key[];
  let since: readonly Key[];
  const REPEATED = [['x-ms-client-request-id', 'lost.1']] as const;
  const creation = { AccountId: 'account.1', ExpirationDate: daysFromNow(1) };

  beforeAll(async () => {
    primary = await startPostgres();
    const url = await createDatabase(primary.url);
    forward = await startTcpForward(portOf(url));
    lasting = await startSample({ database: { url: atPort(url, forward.port) }, reportFailure: () => {} });
    const standby = await startStandby(primary);
    await standby.cutOff();
    cursors.before = (await changes(lasting)).Cursor;
    const first = await createKey(lasting, 'admin');
    cursors.within = (await changes(lasting, cursors.before)).Cursor;
    const second = await createKey(lasting, 'admin');
    const third: Key = (await call(lasting, 'Create', creation, 'admin', REPEATED)).body;
    lost = [first, second, third];
    cursors.after = (await changes(lasting, cursors.within)).Cursor;
    // Now the process has cached the keys.
    for (const key of lost) {
      expect((await use(lasting, key)).status).toBe(200);
    }
    await primary.kill();
    // The processes of its connections notice the end of the server a moment later.
    await vi.waitFor(async () => expect((await call(lasting, 'List')).status).toBe(503), { timeout: 60_000 });
    await standby.promote();
    forward.leadTo(portOf(standby.url));
    await primary.stop();
    primary = standby;
    restarted = await startSample({ database: { url: atPort(url, portOf(standby.url)) } });
    // More changes than were lost: by number alone the cursors of clients look valid.
    since = [];
    while (since.length < 5) {
      since = [...since, await createKey(lasting, 'svc.erp')];
    }
  });
  afterAll(async () => {
    await lasting?.stop();
    await restarted?.stop();
    await forward?.stop();
    await primary?.stop();
  });

  const platforms = [
    ['that kept running', () => lasting],
    ['that was started afterwards', () => restarted],
  ] as const;

  test('identifiers now name other keys', () => {
    expect(since.slice(0, lost.length).map(({ Id }) => Id)).toEqual(lost.map(({ Id }) => Id));
  });

  describe.each(platforms)('a platform %s', (_which, platform) => {
    test.each(['within', 'after'] as const)('fault 94: resets a client that knows lost changes (%s)', async (place) => {
      const page = await changes(platform(), cursors[place]);
      expect([page.Reset, page.HasMore, page.Upserted.length]).toEqual([true, false, 15]);
      expect((await changes(platform(), page.Cursor)).Reset).toBe(false);
    });

    test('fault 94: returns the new changes to a client that knows none of the lost ones', async () => {
      const page = await changes(platform(), cursors.before);
      expect([page.Reset, page.Upserted.map(({ Id }) => Id)]).toEqual([false, since.map(({ Id }) => Id)]);
    });

    test('fault 96: does not change or delete a key in place of a lost one', async () => {
      const before = (await call(platform(), 'List')).body;
      for (const { Id, Token } of lost) {
        const edit = { Id, Token, Version: 1, ExpirationDate: daysFromNow(9) };
        expect((await call(platform(), 'Edit', edit)).body.Code).toBe('KeyReplaced');
      }
      const deletion = { Ids: lost.map(({ Id }) => Id), Tokens: lost.map(({ Token }) => Token) };
      const { body } = await call(platform(), 'Delete', deletion);
      expect(body.Results.map(({ Deleted, Code }) => [Deleted, Code])).toEqual(lost.map(() => [false, 'KeyReplaced']));
      expect((await call(platform(), 'List')).body).toEqual(before);
    });

    test('fault 96: returns with each secret the token of its key', async () => {
      const given = await Promise.all(lost.map(({ Id }) => call(platform(), 'Get', { id: Id })));
      expect(given.map(({ body }) => [body.Token, body.SecretKey])).toEqual(
        since.slice(0, lost.length).map(({ Token, SecretKey }) => [Token, SecretKey]),
      );
    });

    test('rejects lost keys, although they were cached, and accepts new ones', async () => {
      const statuses = async (keys: readonly Key[]) =>
        Promise.all(keys.map(async (key) => (await use(platform(), key)).status));
      expect(await statuses(lost)).toEqual(lost.map(() => 401));
      expect(await statuses(since)).toEqual(since.map(() => 200));
    });
  });

  test('a lost write is executed when it is repeated with its request id', async () => {
    const { status, body } = await call(lasting, 'Create', creation, 'admin', REPEATED);
    expect([status, lost.some(({ Token }) => Token === body.Token)]).toEqual([200, false]);
    expect((await use(restarted, body)).status).toBe(200);
  });
});
