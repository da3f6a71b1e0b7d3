import dayjs from 'dayjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  expiryDay,
  expiryInstant,
  expiryProblem,
  extendedDay,
  newExpiryProblem,
  presetDay,
} from '../../../../../../renderer/features/keys/editor/expiry.ts';
import { NOW } from '../sampleKey.ts';

beforeEach(() => {
  vi.stubEnv('TZ', 'Europe/Moscow');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('expiryInstant', () => {
  it('is 00:00 of the day in the time zone of the user', () => {
    expect(expiryInstant(dayjs(new Date(2027, 1, 20, 15, 30)))).toBe('2027-02-19T21:00:00.000Z');
  });

  it('stays midnight over a change of the clocks', () => {
    vi.stubEnv('TZ', 'America/New_York');
    const winter = dayjs(new Date(2027, 2, 10));
    expect(expiryInstant(winter)).toBe('2027-03-10T05:00:00.000Z');
    expect(expiryInstant(winter.add(10, 'day'))).toBe('2027-03-20T04:00:00.000Z');
  });

  it('takes the first moment of a day that has no midnight', () => {
    vi.stubEnv('TZ', 'Africa/Cairo');
    // The clocks go from 24:00 on Thursday, 29 April 2027, to 01:00 on Friday.
    expect(expiryInstant(dayjs(new Date(2027, 3, 30, 12)))).toBe('2027-04-29T22:00:00.000Z');
  });
});

describe('presetDay and extendedDay', () => {
  it('counts a preset from today', () => {
    expect(presetDay(NOW, 90).format('YYYY-MM-DD')).toBe('2027-02-20');
  });

  it('counts today in the zone of the user, not in UTC', () => {
    expect(presetDay(Date.UTC(2026, 10, 22, 21, 30), 1).format('YYYY-MM-DD')).toBe('2026-11-24');
  });

  it('extends from the expiry while it lies ahead, and from today once it has passed', () => {
    expect(extendedDay('2026-12-12T21:00:00.000Z', NOW, 90, 'day').format('YYYY-MM-DD')).toBe('2027-03-13');
    expect(extendedDay('2026-08-29T21:00:00.000Z', NOW, 90, 'day').format('YYYY-MM-DD')).toBe('2027-02-20');
  });

  it.each([
    ['Europe/Moscow', '2027-12-31T20:59:59.000Z', 90, 'day', '2028-03-31'],
    ['Europe/Moscow', '2027-12-31T20:59:59.000Z', 1, 'year', '2029-01-01'],
    ['Europe/Moscow', '2027-12-31T21:00:00.000Z', 1, 'year', '2029-01-01'],
    ['Europe/Kaliningrad', '2027-02-28T21:00:00.000Z', 1, 'year', '2028-02-29'],
    ['America/Los_Angeles', '2027-10-31T00:00:00.000Z', 1, 'year', '2028-10-31'],
  ] as const)('in %s extends %s by %i %s to no less', (zone, expiry, amount, unit, day) => {
    vi.stubEnv('TZ', zone);
    const extended = extendedDay(expiry, NOW, amount, unit);
    expect(extended.format('YYYY-MM-DD')).toBe(day);
    expect(Date.parse(expiryInstant(extended))).toBeGreaterThanOrEqual(dayjs(expiry).add(amount, unit).valueOf());
  });

  it('extends 29 February by a year to the last day of February', () => {
    expect(extendedDay('2028-02-28T21:00:00.000Z', NOW, 1, 'year').format('YYYY-MM-DD')).toBe('2029-02-28');
  });
});

describe('the last day there is', () => {
  it('has four digits in its year, also ahead of UTC', () => {
    expect(expiryDay('9999-12-31T20:59:59.999Z').format('YYYY-MM-DD HH:mm')).toBe('9999-12-31 23:59');
    expect(expiryDay('9999-12-31T23:59:59.999Z').format('YYYY-MM-DD')).toBe('9999-12-31');
    expect(extendedDay('9999-12-31T20:59:59.999Z', NOW, 1, 'year').format('YYYY-MM-DD')).toBe('9999-12-31');
  });

  it('is none that can be chosen', () => {
    expect(expiryProblem(expiryDay('9999-12-31T00:00:00.000Z'))).toBe('dateBeyond');
  });
});

describe('expiryProblem', () => {
  it('rejects a missing date, an unfinished one and years that can only be typing errors', () => {
    expect(expiryProblem(null)).toBe('dateRequired');
    expect(expiryProblem(dayjs(new Date(Number.NaN)))).toBe('dateInvalid');
    expect(expiryProblem(dayjs('0202-01-01'))).toBe('dateInvalid');
    expect(expiryProblem(dayjs('2100-01-01'))).toBe('dateBeyond');
  });

  it('accepts a past day, which disables an existing key', () => {
    expect(expiryProblem(dayjs('2020-01-01'))).toBeNull();
  });
});

describe('newExpiryProblem', () => {
  it('rejects yesterday and today, whose midnight has passed, and accepts tomorrow', () => {
    const today = dayjs(NOW);
    expect(newExpiryProblem(today.subtract(1, 'day'), NOW)).toBe('datePast');
    expect(newExpiryProblem(today, NOW)).toBe('datePast');
    expect(newExpiryProblem(today.add(1, 'day'), NOW)).toBeNull();
  });

  it('distinguishes a missing date from a past one', () => {
    expect(newExpiryProblem(null, NOW)).toBe('dateRequired');
  });
});
