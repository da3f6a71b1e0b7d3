import { beforeEach, describe, expect, test } from 'vitest';
import { amount, seeded } from '../../harness/amount.ts';
import { leaksOf } from './hostile/checkResponse.ts';
import { checkRow, checkRows, prepareTarget, readData } from './hostile/checkRows.ts';
import { type GoodClients, startGoodClients } from './hostile/goodClients.ts';
import { hostileBodies } from './hostile/hostileBodies.ts';
import { hostileCredentials } from './hostile/hostileCredentials.ts';
import { hostileFloods, runFlood } from './hostile/hostileFloods.ts';
import { hostileDelays, hostileFraming } from './hostile/hostileFraming.ts';
import { hostileHeads } from './hostile/hostileHeads.ts';
import type { HostileTarget } from './hostile/hostileRow.ts';
import { hostileSignatures } from './hostile/hostileSignatures.ts';
import { hostileTargets } from './hostile/hostileTargets.ts';
import { call, send, startForTest } from './platformClient.ts';

const KEYS = 100;
/** Number of floods that are run. */
const FLOODS = amount({ sample: 3, full: Number.POSITIVE_INFINITY });

let target: HostileTarget;
let clients: GoodClients;
let before: unknown;
const failures: unknown[] = [];

/** Starts a platform to be attacked, and clients that must be served meanwhile. */
async function start(keys: number, limits = {}): Promise<void> {
  failures.length = 0;
  const platform = await startForTest({ limits, reportFailure: (_requestId, error) => failures.push(error) });
  target = await prepareTarget(platform, keys);
  // A password that was verified once is accepted while others guess at it.
  expect((await call(platform, 'GetPermissions')).status).toBe(200);
  before = await readData(target);
  clients = startGoodClients(target);
}

/** No other client was disturbed, nothing failed with 5xx, no data changed, and the platform responds. */
async function expectUndisturbed(): Promise<void> {
  expect.soft(await clients.stop()).toEqual([]);
  expect.soft(failures.map(String)).toEqual([]);
  expect.soft(await readData(target)).toEqual(before);
  const health = await send(target.platform, { method: 'GET', path: '/health' });
  expect([health.status, health.body]).toEqual([200, { Status: 'Healthy' }]);
}

test('hostile requests are rejected as documented and disturb no other client', async () => {
  await start(KEYS);
  const kinds = [hostileHeads, hostileTargets, hostileFraming, hostileCredentials, hostileSignatures, hostileBodies];
  const rows = kinds.flatMap((rowsOf) => rowsOf(target));
  expect.soft(await checkRows(target, rows)).toEqual([]);
  await clients.areServedDuring('the last of them');
  await expectUndisturbed();
});

describe('with short timeouts', () => {
  beforeEach(() => start(0, { headTimeMs: 2500, requestTimeMs: 5000 }));

  test('incomplete requests end with 408 and disturb no other client', async () => {
    // Concurrently, because each waits for the timeout.
    const checked = Promise.all(hostileDelays(target).map((row) => checkRow(target, row)));
    await clients.areServedDuring('incomplete requests');
    expect.soft((await checked).flat()).toEqual([]);
    await expectUndisturbed();
  });

  test('floods of connections lock no other client out', async () => {
    const random = seeded();
    const floods = [...hostileFloods(target)];
    while (floods.length > FLOODS) {
      floods.splice(random.below(floods.length), 1);
    }
    for (const flood of floods) {
      const texts = await runFlood(target.port, flood, () => clients.areServedDuring(flood.name));
      const problems = texts.flatMap((text) => [
        ...[...text.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].filter(([, code]) => !flood.statuses.includes(Number(code))),
        ...leaksOf(text, target.hidden),
      ]);
      expect.soft(problems, flood.name).toEqual([]);
    }
    await expectUndisturbed();
  });
});
