import { beforeEach, describe, expect, test } from 'vitest';
import { amount, seeded } from '../../harness/amount.ts';
import { leaksOf } from './hostile/checkResponse.ts';
import { checkRow, checkRows, prepareTarget, readData } from './hostile/checkRows.ts';
import { type GoodClients, startGoodClients } from './hostile/goodClients.ts';
import { hostileBodies } from './hostile/hostileBodies.ts';
import { hostileCredentials } from './hostile/hostileCredentials.ts';
import { hostileDates } from './hostile/hostileDates.ts';
import { hostileFloods, runFlood } from './hostile/hostileFloods.ts';
import { hostileDelays, hostileFraming } from './hostile/hostileFraming.ts';
import { hostileHeads } from './hostile/hostileHeads.ts';
import type { HostileTarget } from './hostile/hostileRow.ts';
import { hostileSignatures } from './hostile/hostileSignatures.ts';
import { hostileTargets } from './hostile/hostileTargets.ts';
import { call, send, startForTest } from './platformClient.ts';

const KEYS = 250;
const MIN_ROWS = 300;
/** How many of the floods are run. */
const FLOODS = amount({ sample: 3, full: Number.POSITIVE_INFINITY });

let target: HostileTarget;
let clients: GoodClients;
let before: unknown;
const failures: unknown[] = [];

/** Starts a platform to be attacked, with clients that are to be served all the while. */
async function start(keys: number, limits = {}): Promise<void> {
  failures.length = 0;
  const platform = await startForTest({ limits, reportFailure: (_requestId, error) => failures.push(error) });
  target = await prepareTarget(platform, keys);
  // Remembered from here on: guesses at this password do not keep it out.
  expect((await call(platform, 'GetPermissions')).status).toBe(200);
  before = await readData(target);
  clients = startGoodClients(target);
}

/** Whatever was sent: nobody else was disturbed, nothing failed, nothing was changed, and the platform is there. */
async function expectUndisturbed(): Promise<void> {
  expect.soft(await clients.stop()).toEqual([]);
  // What the platform calls a failure of its own is a 5xx.
  expect.soft(failures.map(String)).toEqual([]);
  expect.soft(await readData(target)).toEqual(before);
  const health = await send(target.platform, { method: 'GET', path: '/health' });
  expect([health.status, health.body]).toEqual([200, { Status: 'Healthy' }]);
}

test('hostile requests are refused as documented and disturb nobody', async () => {
  await start(KEYS);
  const kinds = [hostileHeads, hostileTargets, hostileFraming, hostileCredentials];
  const rows = [...kinds, hostileSignatures, hostileDates, hostileBodies].flatMap((rowsOf) => rowsOf(target));
  const names = rows.map(({ name }) => name);
  expect(names.length).toBeGreaterThan(MIN_ROWS);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect.soft(await checkRows(target, rows)).toEqual([]);
  await clients.areServedBeside('the last of them');
  await expectUndisturbed();
});

describe('with short limits of time', () => {
  beforeEach(() => start(0, { headTimeMs: 2500, requestTimeMs: 5000 }));

  test('requests that do not come to their end are ended with 408 and disturb nobody', async () => {
    // Side by side: each waits for the limit.
    const checked = Promise.all(hostileDelays(target).map((row) => checkRow(target, row)));
    await clients.areServedBeside('requests that do not end');
    expect.soft((await checked).flat()).toEqual([]);
    await expectUndisturbed();
  });

  test('connections that take every place shut nobody out', async () => {
    const random = seeded();
    const floods = [...hostileFloods(target)];
    while (floods.length > FLOODS) {
      floods.splice(random.below(floods.length), 1);
    }
    for (const flood of floods) {
      const texts = await runFlood(target.port, flood, () => clients.areServedBeside(flood.name));
      const statuses = texts.flatMap((text) =>
        [...text.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, code]) => Number(code)),
      );
      expect
        .soft(
          statuses.filter((status) => !flood.statuses.includes(status)),
          flood.name,
        )
        .toEqual([]);
      expect
        .soft(
          texts.flatMap((text) => leaksOf(text, target.hidden)),
          flood.name,
        )
        .toEqual([]);
    }
    await expectUndisturbed();
  });
});
