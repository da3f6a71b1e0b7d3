import { expect, test } from 'vitest';
import type { RunningPlatform } from '../../../electron/platform/startPlatform.ts';
import { keyPageSchema } from '../../../shared/adminApi/keyService.ts';
import { ANSWER_LIMIT_MS, leaksOf, problemsOf } from './hostile/checkAnswer.ts';
import { startGoodClients } from './hostile/goodClients.ts';
import { hostileBodies } from './hostile/hostileBodies.ts';
import { hostileCredentials } from './hostile/hostileCredentials.ts';
import { hostileDates } from './hostile/hostileDates.ts';
import { hostileFields } from './hostile/hostileFields.ts';
import { hostileFloods, runFlood } from './hostile/hostileFloods.ts';
import { hostileDelays, hostileFraming } from './hostile/hostileFraming.ts';
import { hostileHeads } from './hostile/hostileHeads.ts';
import type { HostileRow, HostileTarget } from './hostile/hostileRow.ts';
import { hostileSignatures } from './hostile/hostileSignatures.ts';
import { hostileTargets } from './hostile/hostileTargets.ts';
import { exchange } from './hostile/rawSocket.ts';
import {
  ACCOUNT_SERVICE,
  ADMIN_PASSWORD,
  type ClientKey,
  call,
  callSigned,
  createKey,
  daysFromNow,
  ENCRYPTION_KEY,
  KEY_SERVICE,
  ROLE_SERVICE,
  send,
  startForTest,
} from './platformClient.ts';

/** Keys of the attacker; each row takes its own. */
const KEYS = 250;
/** How often a row is sent until it is answered in time: a machine that is busy otherwise may hold up an answer. */
const ATTEMPTS = 3;
const FEWEST_ROWS = 120;
const FEWEST_REQUESTS = 50;

test('hostile requests are refused as documented and disturb nobody', { timeout: 120_000 }, async () => {
  const failures: unknown[] = [];
  const platform = await startForTest({
    limits: { headTimeMs: 300, requestTimeMs: 600 },
    reportFailure: (_requestId, error) => failures.push(error),
  });
  const port = Number(new URL(platform.address).port);
  const { target, secrets } = await prepare(platform);
  const before = await readData(target);
  const clients = startGoodClients(target, 'admin');

  const delays = hostileDelays(target);
  const rows = [...delays, ...makeRows(target)];
  clients.during('single requests');
  // Those that wait are sent side by side, all others one after the other: what is measured is the platform.
  const problems = (await Promise.all(delays.map((row) => sendRow(port, row, secrets)))).flat();
  for (const row of rows.slice(delays.length)) {
    problems.push(...(await sendRow(port, row, secrets)));
  }
  for (const flood of hostileFloods(target)) {
    clients.during(flood.name);
    const texts = await runFlood(port, flood);
    const statuses = texts.flatMap((text) =>
      [...text.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, code]) => Number(code)),
    );
    const others = new Set(statuses.filter((status) => !flood.statuses.includes(status)));
    problems.push(...[...others].map((status) => `${flood.name}: ${status}`));
    problems.push(...new Set(texts.flatMap((text) => leaksOf(text, secrets).map((leak) => `${flood.name}: ${leak}`))));
  }
  clients.during('nothing');
  const experiences = await clients.stop();

  expect(rows.length).toBeGreaterThan(FEWEST_ROWS);
  const names = rows.map(({ name }) => name);
  expect.soft(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect.soft(problems).toEqual([]);
  expect.soft(experiences.flatMap((experience) => experience.problems)).toEqual([]);
  for (const { name, requests } of experiences) {
    expect.soft(requests, name).toBeGreaterThanOrEqual(FEWEST_REQUESTS);
  }
  // What the platform calls a failure of its own is a 5xx.
  expect.soft(failures.map(String)).toEqual([]);
  expect.soft(await readData(target)).toEqual(before);
  const health = await send(platform, { method: 'GET', path: '/health' });
  expect([health.status, health.body]).toEqual([200, { Status: 'Healthy' }]);
});

/** Makes what the rows need; what they may not learn is given as well. */
async function prepare(platform: RunningPlatform): Promise<{ target: HostileTarget; secrets: readonly string[] }> {
  const usedKey = await createKey(platform, 'i.ivanov');
  const expiredKey = await createKey(platform, 'i.ivanov');
  const deletedKey = await createKey(platform, 'i.ivanov');
  await call(platform, 'Edit', { Id: expiredKey.Id, ExpirationDate: daysFromNow(-1), Version: 1 });
  await call(platform, 'Delete', { Ids: [deletedKey.Id] });
  const keys: ClientKey[] = [];
  while (keys.length < KEYS) {
    keys.push(await createKey(platform, 'i.ivanov'));
  }
  const free = [...keys];
  const target: HostileTarget = {
    platform,
    host: new URL(platform.address).host,
    takeKey: () => {
      const key = free.pop();
      if (key === undefined) {
        throw new Error(`The rows need more than ${KEYS} keys.`);
      }
      return key;
    },
    expiredKey,
    deletedKey,
    usedKey,
  };
  // From here on its last use is written once a minute, which is no change.
  await callSigned(platform, usedKey, { path: `${KEY_SERVICE}/GetPermissions` });
  const all = [usedKey, expiredKey, deletedKey, ...keys].map(({ SecretKey }) => SecretKey);
  return { target, secrets: [ADMIN_PASSWORD, ENCRYPTION_KEY, ...all] };
}

function makeRows(target: HostileTarget): readonly HostileRow[] {
  return [
    ...hostileHeads(target),
    ...hostileTargets(target),
    ...hostileFraming(target),
    ...hostileCredentials(target),
    ...hostileSignatures(target),
    ...hostileDates(target),
    ...hostileBodies(target),
    ...hostileFields(target),
  ];
}

/** Sends a row as often as it says and names what is wrong about the answers. */
async function sendRow(port: number, row: HostileRow, secrets: readonly string[]): Promise<string[]> {
  const problems: string[] = [];
  const sendOnce = async (expected: HostileRow): Promise<number> => {
    const parts = typeof row.parts === 'function' ? row.parts() : row.parts;
    const answer = await exchange(port, parts, row.everyMs ?? null);
    const found = problemsOf(expected, answer, secrets);
    problems.push(...(found.length === 0 ? [] : [`${row.name}: ${found.join('; ')}`]));
    return answer.milliseconds;
  };
  for (let time = row.times ?? 1; time > 1; time -= 1) {
    await sendOnce({ name: row.name, parts: row.parts, status: 401, code: 'Unauthorized' });
  }
  const times = [await sendOnce(row)];
  while (times.length < ATTEMPTS && Math.min(...times) > ANSWER_LIMIT_MS) {
    times.push(await sendOnce(row));
  }
  const fastest = Math.round(Math.min(...times));
  return fastest <= ANSWER_LIMIT_MS ? problems : [...problems, `${row.name}: no answer within ${fastest} ms`];
}

/** Reads everything that a hostile request could have changed. That a key in use was used is no change. */
async function readData({ platform, usedKey }: HostileTarget) {
  const { Items: keys, Total: total } = keyPageSchema.parse((await call(platform, 'List')).body);
  const { body: roles } = await call(platform, `${ROLE_SERVICE}/List`);
  const { body: accounts } = await call(platform, `${ACCOUNT_SERVICE}/List`);
  const { body: feed } = await call(platform, 'ListChanges');
  return {
    keys: keys.map(({ LastUsedDate, ...key }) => (key.Token === usedKey.Token ? key : { ...key, LastUsedDate })),
    total,
    roles,
    accounts,
    latestChange: feed.Cursor,
  };
}
