import { beforeEach, describe, expect, it } from 'vitest';
import { type ClockOffsets, withClockCorrection } from '../../../../electron/adapters/http/clockCorrection.ts';
import { httpErrorOf } from '../../../../electron/adapters/http/httpErrors.ts';
import { MAX_CLOCK_SKEW_MS } from '../../../../shared/hmac/stringToSign.ts';
import { SkippingClock } from '../../../fakes/skippingClock.ts';

const ADDRESS = 'https://stand.example';
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

let clock: SkippingClock;
let offsets: ClockOffsets;
let told: number[];
/** By how much the clock of the installation is ahead of ours. */
let ahead: number;
/** Dates of the requests that were made, milliseconds since the epoch. */
let signed: number[];
/** `Date` of the answers; `null` for none. */
let dateHeader: (there: number) => string | null;
let keyHasExpired: boolean;
let onRequest: () => void;

beforeEach(() => {
  clock = new SkippingClock();
  offsets = new Map();
  told = [];
  ahead = 0;
  signed = [];
  dateHeader = (there) => new Date(there).toUTCString();
  keyHasExpired = false;
  onRequest = () => {};
});

/** An installation that looks at the date of a signature as the platform does. */
async function request(): Promise<string> {
  const date = clock.now() + (offsets.get(ADDRESS) ?? 0);
  signed.push(date);
  onRequest();
  const there = clock.now() + ahead;
  if (Math.abs(there - date) <= MAX_CLOCK_SKEW_MS && !keyHasExpired) {
    return 'done';
  }
  const text = dateHeader(there);
  throw httpErrorOf(
    {
      status: 401,
      headers: new Headers({
        'www-authenticate': 'HMAC-SHA256 error="invalid_token" error_description="The access token has expired"',
        ...(text === null ? {} : { date: text }),
      }),
    },
    { Code: 'Unauthorized', Message: 'The access token has expired' },
  );
}

/** Makes one call. */
const call = (attempt: () => Promise<string> = request) =>
  withClockCorrection(attempt, {
    address: ADDRESS,
    offsets,
    now: clock.now,
    onClockOffset: (offset) => told.push(offset),
  })();

describe('a clock that is off by', () => {
  it.each([
    ['14:59', 14 * MINUTE + 59 * SECOND, false],
    ['15:00', 15 * MINUTE, false],
    ['15:01', 15 * MINUTE + SECOND, true],
    ['a day', DAY, true],
  ])('%s, ahead and behind', async (_what, difference, isCorrected) => {
    for (const sign of [1, -1]) {
      offsets.clear();
      ahead = sign * difference;
      signed = [];
      told = [];
      expect(await call()).toBe('done');
      expect(told).toEqual(isCorrected ? [ahead] : []);
      expect(signed).toEqual(isCorrected ? [clock.now(), clock.now() + ahead] : [clock.now()]);
    }
  });

  it('more than a day is reported with both times and not corrected', async () => {
    ahead = DAY + SECOND;
    const here = clock.now();
    await expect(call()).rejects.toMatchObject({
      code: 'CLOCK_SKEW',
      times: { here: new Date(here).toISOString(), there: new Date(here + ahead).toISOString() },
    });
    expect(signed).toHaveLength(1);
    expect(told).toEqual([]);
    expect(offsets.size).toBe(0);
  });
});

it.each([null, '', 'yesterday', '1', '2026-11-22', '9999999999', 'Sat, 31 Feb 2026 10:00:00 GMT', '25:00:00'])(
  'fault 25: makes no correction after the date %j',
  async (date) => {
    ahead = 20 * MINUTE;
    dateHeader = () => date;
    await expect(call()).rejects.toMatchObject({ code: 'CLOCK_SKEW', times: {} });
    expect(signed).toHaveLength(1);
  },
);

it.each<[form: string, write: (fixdate: string) => string]>([
  ['a day of one digit', (date) => date.replace(/, 0/, ', ')],
  ['UTC', (date) => date.replace('GMT', 'UTC')],
  ['an offset of nothing', (date) => date.replace('GMT', '+0000')],
  ['the form of RFC 850', (date) => date.replace(/^\w+, (\d+) (\w+) \d\d/, 'Sunday, $1-$2-')],
  ['the form of asctime', (date) => date.replace(/^(\w+), (\d+) (\w+) (\d+) ([\d:]+) GMT$/, '$1 $3 $2 $5 $4')],
])('fault 77: corrects by a date written with %s', async (_form, write) => {
  ahead = 20 * MINUTE;
  dateHeader = (there) => write(new Date(there).toUTCString());
  expect(await call()).toBe('done');
  expect(told).toEqual([ahead]);
  // Later calls are signed with the corrected date at once.
  await call();
  expect(signed.map((date) => date - clock.now())).toEqual([0, ahead, ahead]);
  expect(told).toEqual([ahead]);
});

it('concurrent calls are all corrected, and the clock is reported once', async () => {
  ahead = 20 * MINUTE;
  const { promise: started, resolve: release } = Promise.withResolvers<void>();
  const slow = async (): Promise<string> => {
    const answered = request();
    await Promise.allSettled([answered, started]);
    return answered;
  };
  const calls = [call(slow), call(slow), call(slow)];
  release();
  expect(await Promise.all(calls)).toEqual(['done', 'done', 'done']);
  expect(signed).toHaveLength(6);
  expect(told).toEqual([ahead]);
});

it('takes the middle of the request, which takes its time', async () => {
  ahead = 20 * MINUTE;
  onRequest = () => clock.move(4 * SECOND);
  await call();
  expect(told).toEqual([ahead + 2 * SECOND]);
});

it('a clock that jumps in the middle of a run is corrected, and once more when it is put right', async () => {
  await call();
  clock.move(-20 * MINUTE);
  ahead = 20 * MINUTE;
  await call();
  clock.move(20 * MINUTE);
  ahead = 0;
  await call();
  await call();
  expect(told).toEqual([20 * MINUTE, 0]);
  expect(signed).toHaveLength(6);
});

it('fault 24: an installation that goes on refusing is asked twice', async () => {
  ahead = 20 * MINUTE;
  onRequest = () => {
    ahead += 20 * MINUTE;
  };
  await expect(call()).rejects.toMatchObject({ code: 'CLOCK_SKEW' });
  expect(signed).toHaveLength(2);
});

it('a key that has expired is not taken for a wrong clock', async () => {
  keyHasExpired = true;
  await expect(call()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  expect(signed).toHaveLength(1);
  // With both wrong the clock comes first.
  ahead = 20 * MINUTE;
  await expect(call()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  expect(signed).toHaveLength(3);
});

it.each([
  [401, 'Basic realm="Platform API"'],
  [401, 'HMAC-SHA256 error="invalid_token" error_description="Invalid Signature"'],
  [403, 'HMAC-SHA256 error="invalid_token" error_description="The access token has expired"'],
])('status %i with the challenge %s is not over the clock', async (status, challenge) => {
  let count = 0;
  const refuse = () => {
    count += 1;
    const headers = new Headers({ 'www-authenticate': challenge, date: new Date(clock.now() + DAY).toUTCString() });
    const Code = status === 401 ? 'Unauthorized' : 'NotPermitted';
    return Promise.reject(httpErrorOf({ status, headers }, { Code, Message: 'no' }));
  };
  await expect(call(refuse)).rejects.toMatchObject({ code: status === 401 ? 'UNAUTHORIZED' : 'NOT_PERMITTED' });
  expect(count).toBe(1);
});
