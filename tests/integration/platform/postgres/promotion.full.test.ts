import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { RunningPlatform } from '../../../../electron/platform/startPlatform.ts';
import { seeded } from '../../../harness/amount.ts';
import { createDatabase, startPostgres } from '../../../harness/postgres.ts';
import { startStandby } from '../../../harness/postgresStandby.ts';
import { startTcpForward } from '../../../harness/tcpForward.ts';
import { call, callSigned, type createKey, daysFromNow, KEY_SERVICE, startForTest } from '../platformClient.ts';

type Key = Awaited<ReturnType<typeof createKey>> & { readonly Version: number; readonly ExpirationDate: string };

const CLIENTS = 8;
/** Confirmed writes of all clients before the primary is killed at the latest, and after the promotion. */
const WRITES_BEFORE = 300;
const WRITES_AFTER = 200;
/** The connections to the primary are cut after so many writes, so that the response to a commit is lost now and then. */
const WRITES_PER_CUT = 5;
const SAMPLE_KEYS = 10;
const RETRY_MS = 100;

/** Starts a primary with a synchronous standby; returns the address with both hosts and what to do with them. */
async function startCluster() {
  const primary = await startPostgres();
  onTestFinished(() => primary.stop());
  const database = new URL(await createDatabase(primary.url));
  const standby = await startStandby(primary);
  onTestFinished(() => standby.stop());
  await standby.makeSynchronous();
  const forward = await startTcpForward(Number(database.port));
  onTestFinished(() => forward.stop());
  const { username, password, pathname } = database;
  return {
    url: `postgres://${username}:${password}@127.0.0.1:${forward.port},${new URL(standby.url).host}${pathname}`,
    cut: () => forward.cut(),
    failOver: async () => {
      await primary.kill();
      await standby.promote();
    },
  };
}

/**
 * Sends a write until it is confirmed, with the same request id, to the platforms in turn. Returns the response and counts
 * how often it was sent.
 */
async function untilConfirmed(
  platforms: readonly RunningPlatform[],
  method: string,
  body: unknown,
  id: string,
  retried: () => void,
) {
  for (let attempt = 0; ; attempt++) {
    const platform = platforms[attempt % platforms.length] as RunningPlatform;
    const response = await call(platform, method, body, 'admin', [['x-ms-client-request-id', id]]);
    if (response.status !== 503) {
      expect(response).toMatchObject({ status: 200 });
      return response.body;
    }
    retried();
    await delay(RETRY_MS);
  }
}

test.each([1, 2, 3])(
  'fault 134: the primary is killed under load and its standby promoted: nothing confirmed is lost or done twice (%s)',
  async (round) => {
    const random = seeded();
    for (let skipped = 1; skipped < round * 7; skipped++) {
      random.next();
    }
    const cluster = await startCluster();
    const options = { database: { url: cluster.url }, reportFailure: () => {} };
    const platforms = [await startForTest(options), await startForTest(options)];
    const [first] = platforms as [RunningPlatform];
    const { body: feed } = await call(first, 'ListChanges');

    const keys = new Map<string, Key>();
    let confirmed = 0;
    let retries = 0;
    let end = Number.POSITIVE_INFINITY;
    const killAfter = WRITES_BEFORE / 2 + random.below(WRITES_BEFORE / 2);
    const reached = Promise.withResolvers<void>();

    const work = async (client: number) => {
      const own: string[] = [];
      for (let number = 0; confirmed < end; number++) {
        const write = (method: string, body: unknown) => {
          const order = number % 2 === 0 ? platforms : platforms.toReversed();
          return untilConfirmed(order, method, body, `client${client}.${number}`, () => {
            retries++;
          });
        };
        const id = own.length > 0 && random.next() < 0.5 ? random.pick(own) : null;
        const key = id === null ? undefined : keys.get(id);
        if (key === undefined) {
          const created = await write('Create', { AccountId: 'account.1', ExpirationDate: daysFromNow(1) });
          expect(keys.has(created.Id)).toBe(false);
          keys.set(created.Id, created);
          own.push(created.Id);
        } else if (random.next() < 0.5) {
          const { Id, Token, Version } = key;
          const edited = await write('Edit', {
            Id,
            Token,
            Version,
            ExpirationDate: daysFromNow(1 + random.below(300)),
          });
          expect(edited.Version).toBe(Version + 1);
          keys.set(Id, { ...key, Version: edited.Version, ExpirationDate: edited.ExpirationDate });
        } else {
          const { Results } = await write('Delete', { Ids: [key.Id], Tokens: [key.Token] });
          // Missing would mean that it was deleted twice.
          expect(Results).toEqual([{ Id: key.Id, Deleted: true }]);
          keys.delete(key.Id);
          own.splice(own.indexOf(key.Id), 1);
        }
        confirmed++;
        if (confirmed >= killAfter) {
          reached.resolve();
        } else if (confirmed % WRITES_PER_CUT === 0) {
          cluster.cut();
        }
      }
    };
    const clients = Promise.all(Array.from({ length: CLIENTS }, (_unused, client) => work(client)));
    await Promise.race([reached.promise, clients]);
    await cluster.failOver();
    end = confirmed + WRITES_AFTER;
    await clients;

    // The kill interrupted writes, or the test has shown nothing.
    expect(retries).toBeGreaterThan(0);
    const expected = [...keys.values()].map(({ Id, Token, Version, ExpirationDate }) => [
      Id,
      Token,
      Version,
      ExpirationDate,
    ]);
    for (const platform of platforms) {
      const { body } = await call(platform, 'List');
      const listed = body as unknown as { readonly Items: readonly Key[]; readonly Total: number };
      expect(listed.Total).toBe(SAMPLE_KEYS + keys.size);
      const made = listed.Items.filter(({ Id }) => keys.has(Id));
      expect(
        made.map(({ Id, Token, Version, ExpirationDate }) => [Id, Token, Version, ExpirationDate]).toSorted(),
      ).toEqual(expected.toSorted());
    }
    // Nothing was lost, so that a client need not reload its list.
    expect((await call(first, 'ListChanges', { Cursor: feed.Cursor })).body.Reset).toBe(false);
    for (const key of keys.values()) {
      expect((await callSigned(first, key, { path: `${KEY_SERVICE}/GetPermissions` })).status).toBe(200);
    }
  },
);
