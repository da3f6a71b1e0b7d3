import { beforeEach, describe, expect, test, vi } from 'vitest';
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
  test('a user name is throttled, also with the right password, until the time in Retry-After has passed', async () => {
    expect(await repeat(10, () => signIn('m.petrova', 'wrong'))).toEqual(Array(10).fill(401));
    now += 20_400;
    const response = await signIn('m.petrova', 'wrong');
    expect([response.status, response.body.Code, response.headers['retry-after']]).toEqual([429, 'Throttled', '40']);
    expect(response.body.Message).toBe(
      'Too many failed attempts with these credentials; try again in 40 s. The last one: The user name or the password is wrong.',
    );
    expect((await signIn('m.petrova')).status).toBe(429);
    now += 39_600;
    expect((await signIn('m.petrova')).status).toBe(200);
  });

  test('a token is throttled, except for valid signatures', async () => {
    const key = await createKey(platform, 'svc.erp');
    const call = (SecretKey: string) =>
      callSigned(platform, { ...key, SecretKey }, { path: PERMISSIONS }, { date: new Date(now).toUTCString() });
    expect(await repeat(10, () => call(WRONG))).toEqual(Array(10).fill(401));
    const throttled = await call(WRONG);
    expect([throttled.status, throttled.headers['retry-after']]).toEqual([429, '60']);
    // Who looks for the mistake in a signer makes ten attempts in no time.
    expect(throttled.body.Message).toMatch(
      /try again in 60 s\. The last one: The signature is wrong: it was made with/,
    );
    expect((await call(key.SecretKey)).status).toBe(200);
    now += MINUTE_MS;
    expect((await call(WRONG)).status).toBe(401);
  });
});

test('a valid signature with an old date or for another body does not count as a failed attempt', async () => {
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

test('many concurrent passwords do not delay signed requests and passwords that were verified before', async () => {
  const key = await createKey(platform, 'svc.erp');
  await signIn('o.kuznetsova');
  const derivations = holdDerivations();
  const early: number[] = [];
  const flood = Array.from({ length: 40 }, async (_unused, index) => {
    const { status } = await signIn(`guess.${index}`, `wrong ${index}`);
    early.push(status);
    return status;
  });
  // Eight passwords are verified at a time; the other requests are rejected.
  await vi.waitFor(() => expect(early).toEqual(Array(32).fill(429)), { timeout: 60_000 });
  for (let count = 0; count < 5; count += 1) {
    const signed = await callSigned(platform, key, { path: PERMISSIONS }, { date: new Date(now).toUTCString() });
    const verified = await signIn('o.kuznetsova');
    expect([signed.status, verified.status]).toEqual([200, 200]);
  }
  derivations.release();
  expect((await Promise.all(flood)).filter((status) => status === 401)).toHaveLength(8);
});
