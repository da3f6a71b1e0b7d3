import { beforeEach, describe, expect, test } from 'vitest';
import type { RunningPlatform } from '../../../electron/platform/startPlatform.ts';
import { holdDerivations } from '../../harness/heldScrypt.ts';
import { basic, callSigned, createKey, KEY_SERVICE, type Response, send, startForTest } from './platformClient.ts';

const PERMISSIONS = `${KEY_SERVICE}/GetPermissions`;
const WRONG = Buffer.alloc(64, 1).toString('base64');
const MINUTE_MS = 60_000;

let now: number;
let platform: RunningPlatform;
beforeEach(async () => {
  now = Date.now();
  platform = await startForTest({ now: () => now });
});

const signIn = (username: string, password?: string) =>
  send(platform, { path: PERMISSIONS, headers: [basic(username, password)] });
const repeat = async (times: number, attempt: () => Promise<Response>): Promise<number[]> => {
  const statuses: number[] = [];
  for (let count = 0; count < times; count += 1) {
    statuses.push((await attempt()).status);
  }
  return statuses;
};

describe('after ten failed attempts within a minute', () => {
  test('a user name has to wait, and is told how long', async () => {
    expect(await repeat(10, () => signIn('m.petrova', 'wrong'))).toEqual(Array(10).fill(401));
    now += 20_400;
    const answer = await signIn('m.petrova', 'wrong');
    expect([answer.status, answer.body.Code, answer.headers['retry-after']]).toEqual([429, 'Throttled', '40']);
    expect(answer.headers['www-authenticate']).toBeUndefined();
    // A guess that happens to be right is not looked at either.
    expect((await signIn('m.petrova')).status).toBe(429);
    now += 39_600;
    expect((await signIn('m.petrova')).status).toBe(200);
  });

  test('a user name that nobody has is treated alike', async () => {
    expect(await repeat(11, () => signIn('nobody', 'wrong'))).toEqual([...Array(10).fill(401), 429]);
  });

  test('a password that was right before is still let in', async () => {
    expect((await signIn('m.petrova')).status).toBe(200);
    expect(await repeat(11, () => signIn('m.petrova', 'wrong'))).toEqual([...Array(10).fill(401), 429]);
    expect((await signIn('m.petrova')).status).toBe(200);
  });

  test('others are not concerned', async () => {
    await repeat(11, () => signIn('m.petrova', 'wrong'));
    expect((await signIn('o.kuznetsova')).status).toBe(200);
  });

  test('a token has to wait, but a right signature is let in all the while', async () => {
    const key = await createKey(platform, 'svc.erp');
    const call = (SecretKey: string) =>
      callSigned(platform, { ...key, SecretKey }, { path: PERMISSIONS }, { date: new Date(now).toUTCString() });
    expect(await repeat(10, () => call(WRONG))).toEqual(Array(10).fill(401));
    const refused = await call(WRONG);
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '60']);
    expect((await call(key.SecretKey)).status).toBe(200);
    now += MINUTE_MS;
    expect((await call(WRONG)).status).toBe(401);
  });

  test('a token that nobody has is treated alike', async () => {
    const call = () =>
      callSigned(
        platform,
        { Token: 'f'.repeat(32), SecretKey: WRONG },
        { path: PERMISSIONS },
        { date: new Date(now).toUTCString() },
      );
    expect(await repeat(11, call)).toEqual([...Array(10).fill(401), 429]);
  });
});

test('a right signature with an old date, an expired key and a changed body are no guesses', async () => {
  const key = await createKey(platform, 'svc.erp');
  const date = new Date(now - 20 * MINUTE_MS).toUTCString();
  expect(await repeat(12, () => callSigned(platform, key, { path: PERMISSIONS }, { date }))).toEqual(
    Array(12).fill(401),
  );
  const contentHash = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
  const changed = () =>
    callSigned(platform, key, { path: PERMISSIONS, body: '{} ' }, { contentHash, date: new Date(now).toUTCString() });
  expect(await repeat(12, changed)).toEqual(Array(12).fill(401));
});

test('many passwords at once do not hold up who signs, and who was signed in before', async () => {
  const key = await createKey(platform, 'svc.erp');
  await signIn('o.kuznetsova');
  const derivations = holdDerivations();
  const flood = Array.from({ length: 40 }, (_unused, index) => signIn(`guess.${index}`, `wrong ${index}`));
  // Eight are looked at; whoever would have to wait for them is told to come again.
  const refused = await settledFirst(flood, 32);
  expect(refused.map(({ status }) => status)).toEqual(Array(32).fill(429));
  for (let count = 0; count < 5; count += 1) {
    const signed = await callSigned(platform, key, { path: PERMISSIONS }, { date: new Date(now).toUTCString() });
    const remembered = await signIn('o.kuznetsova');
    expect([signed.status, remembered.status]).toEqual([200, 200]);
  }
  derivations.release();
  const statuses = (await Promise.all(flood)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(8);
});

/** Gives the first results of some promises, as many as are wanted. */
function settledFirst<Value>(promises: readonly Promise<Value>[], wanted: number): Promise<readonly Value[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly Value[]>();
  const values: Value[] = [];
  for (const one of promises) {
    one.then((value) => {
      values.push(value);
      if (values.length === wanted) {
        resolve(values);
      }
    }, reject);
  }
  return promise;
}
