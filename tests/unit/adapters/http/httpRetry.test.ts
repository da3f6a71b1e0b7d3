import { beforeEach, describe, expect, it } from 'vitest';
import { httpErrorOf } from '../../../../electron/adapters/http/httpErrors.ts';
import { REQUEST_LIMIT_MS } from '../../../../electron/adapters/http/httpPost.ts';
import {
  MAX_RETRIES,
  RETRY_BUDGET_MS,
  requestedPause,
  withRetries,
} from '../../../../electron/adapters/http/httpRetry.ts';
import { AppError, type NetworkCause } from '../../../../shared/result.ts';
import { SkippingClock } from '../../../fakes/skippingClock.ts';

let clock: SkippingClock;
/** Time limits of the attempts that were made, in milliseconds. */
let limits: number[];

beforeEach(() => {
  clock = new SkippingClock();
  limits = [];
});

/** The codes that the platform gives with its statuses; with the others something on the way answers. */
const CODES: Readonly<Record<number, string>> = { 401: 'Unauthorized', 429: 'Throttled', 503: 'Unavailable' };
const refusal = (status: number, headers: Record<string, string> = {}) =>
  httpErrorOf({ status, headers: new Headers(headers) }, { Code: CODES[status] ?? 'Unheard', Message: 'no' });
const unreachable = (cause: NetworkCause) =>
  new AppError('UNREACHABLE', 'no way', { reason: { kind: 'network', cause, sent: 'unknown' } });

/** Makes a call whose attempts fail one after the other, each taking as long; what is left succeeds. */
function run(
  failures: readonly unknown[],
  isRead: boolean,
  { random = 0.5, attemptMs = 0, timeLimitMs = 30_000 } = {},
) {
  const left = [...failures];
  const attempt = async (limit: number): Promise<string> => {
    limits.push(limit);
    clock.move(attemptMs);
    if (left.length > 0) {
      throw left.shift();
    }
    return 'done';
  };
  return withRetries(attempt, {
    isRead,
    maximumRetries: MAX_RETRIES,
    clock,
    random: () => random,
    timeLimitMs,
  });
}

const always = (failure: unknown) => Array<unknown>(10).fill(failure);

/** The waits at a random number of one half. */
const SCHEDULE = [250, 500, 1000];

describe('the schedule', () => {
  const statuses = [400, 401, 403, 404, 408, 409, 413, 418, 429, 500, 501, 502, 503, 504, 507];
  const passing = [408, 429, 500, 502, 503, 504];
  it.each(
    statuses.flatMap((status) => [
      [status, 'reading', passing.includes(status)] as const,
      [status, 'a write', status === 429] as const,
    ]),
  )('after %i %s is tried again: %s', async (status, what, isTriedAgain) => {
    await expect(run(always(refusal(status)), what === 'reading')).rejects.toThrow(`status ${status}`);
    expect(clock.waits).toEqual(isTriedAgain ? SCHEDULE : []);
    expect(limits).toHaveLength(isTriedAgain ? 4 : 1);
  });

  it.each([
    ['broken', true],
    ['proxy', false],
    ['name', false],
    ['refused', false],
    ['certificateExpired', false],
    ['certificateUntrusted', false],
    ['tls', false],
    ['other', false],
  ] as const)('after %j reading is tried again: %s, a write never', async (cause, isTriedAgain) => {
    await expect(run(always(unreachable(cause)), true)).rejects.toMatchObject({ code: 'UNREACHABLE' });
    expect(clock.waits).toEqual(isTriedAgain ? SCHEDULE : []);
    await expect(run(always(unreachable(cause)), false)).rejects.toMatchObject({ code: 'UNREACHABLE' });
    expect(clock.waits).toHaveLength(isTriedAgain ? 3 : 0);
  });

  it.each([
    new AppError('TIMEOUT', ''),
    new AppError('REDIRECT_REFUSED', ''),
    new AppError('BAD_RESPONSE', ''),
    new AppError('TOO_LARGE', ''),
    new TypeError('a defect'),
  ])('after %s nothing is tried again', async (failure) => {
    await expect(run(always(failure), true)).rejects.toBe(failure);
    expect(clock.waits).toEqual([]);
  });

  it('ends with the first attempt that succeeds', async () => {
    expect(await run([refusal(500), unreachable('broken')], true)).toBe('done');
    expect(clock.waits).toEqual([250, 500]);
  });

  it.each([
    [0, [0, 0, 0]],
    [0.999, [499.5, 999, 1998]],
  ])('is spread over the whole wait: %d', async (random, waits) => {
    await expect(run(always(refusal(503)), true, { random })).rejects.toThrow();
    expect(clock.waits).toEqual(waits);
  });

  it('never waits longer than 8 s by itself', async () => {
    const options = { isRead: true, maximumRetries: 7, clock, random: () => 1 };
    await expect(withRetries(() => Promise.reject(refusal(500)), options)).rejects.toThrow();
    expect(clock.waits).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
  });

  it('leaves an attempt what is left of the minute, and stops when it is over', async () => {
    await expect(run(always(refusal(500)), true, { attemptMs: 25_000 })).rejects.toThrow();
    expect(limits).toEqual([REQUEST_LIMIT_MS, REQUEST_LIMIT_MS, RETRY_BUDGET_MS - 50_750]);
    expect(clock.waits).toEqual([250, 500]);
  });

  it('survives a clock that is put forward or back meanwhile', async () => {
    await expect(run(always(refusal(500)), true, { attemptMs: 86_400_000 })).rejects.toThrow();
    expect(limits).toHaveLength(1);
    await expect(run(always(refusal(500)), true, { attemptMs: -86_400_000 })).rejects.toThrow();
    expect(limits.slice(1)).toEqual(Array(4).fill(REQUEST_LIMIT_MS));
    expect(limits.every((limit) => limit >= 1)).toBe(true);
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(2026, 10, 22, 12);
  const day = 86_400_000;
  it.each<[headers: Record<string, string>, pause: number | null]>([
    [{}, null],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '120' }, 120_000],
    [{ 'retry-after': '1000000000' }, day],
    [{ 'retry-after': '1e9' }, day],
    [{ 'retry-after': '1e300' }, day],
    [{ 'retry-after': '-1' }, null],
    [{ 'retry-after': 'abc' }, null],
    [{ 'retry-after': 'NaN' }, null],
    [{ 'retry-after': '' }, null],
    [{ 'retry-after': 'Infinity' }, null],
    [{ 'retry-after': 'Sun, 22 Nov 2026 12:00:07 GMT' }, 7_000],
    [{ 'retry-after': 'Sun, 22 Nov 2026 11:59:59 GMT' }, null],
    [{ 'retry-after': 'Sun, 22 Nov 2026 12:20:07 GMT', date: 'Sun, 22 Nov 2026 12:20:00 GMT' }, 7_000],
    [{ 'retry-after': 'Sun Nov 22 12:00:07 2026' }, 7_000],
    [{ 'retry-after': 'Sunday, 22-Nov-26 12:00:07 GMT' }, 7_000],
    [{ 'retry-after': 'Sun Nov 22 12:00:07 2026' }, 7_000],
    [{ 'retry-after': 'Sun, 22 Nov 2026 12:00:07 UTC', date: 'Sun, 22 Nov 2026 12:00:00 +0000' }, 7_000],
    [{ 'retry-after': '2026-11-22' }, null],
    [{ 'retry-after-ms': '1500' }, 1_500],
    [{ 'retry-after-ms': '1500', 'retry-after': '120' }, 1_500],
    [{ 'retry-after-ms': 'soon', 'retry-after': '2' }, 2_000],
  ])('%j asks for %s ms', (headers, pause) => {
    expect(requestedPause(new Headers(headers), now)).toBe(pause);
  });

  it('is observed, within a minute', async () => {
    expect(await run([refusal(429, { 'retry-after': '20' }), refusal(503, { 'retry-after': '20' })], true)).toBe(
      'done',
    );
    expect(clock.waits).toEqual([20_000, 20_000]);
  });

  it('of nothing does not make a tight loop, and one beyond the rest of the minute ends the call', async () => {
    await expect(run(always(refusal(429, { 'retry-after': '0' })), false)).rejects.toThrow();
    expect(clock.waits).toEqual(SCHEDULE);
    const busy = refusal(429, { 'retry-after': '40' });
    await expect(run(always(busy), true)).rejects.toMatchObject({ times: { retryAt: expect.any(String) } });
    expect(clock.waits).toEqual([...SCHEDULE, 40_000]);
  });

  it.each(['60', '61', '120', '1000000000'])('of %s s ends the call and reports the time', async (seconds) => {
    const retryAt = clock.now() + Math.min(Number(seconds) * 1000, day);
    await expect(run(always(refusal(429, { 'retry-after': seconds })), false)).rejects.toMatchObject({
      code: 'THROTTLED',
      times: { retryAt: new Date(retryAt).toISOString() },
    });
    expect(clock.waits).toEqual([]);
  });
});
