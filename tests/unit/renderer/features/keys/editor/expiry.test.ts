import dayjs from 'dayjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  chosenDay,
  EXPIRY_PRESETS,
  expiryDay,
  expiryInstant,
  expiryProblem,
  extension,
  newExpiryProblem,
} from '../../../../../../renderer/features/keys/expiry/expiry.ts';
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

describe('an extension', () => {
  it('is counted from the expiry if that is in the future, otherwise from now, up to the full minute', () => {
    expect(extension('2026-12-12T21:00:00.000Z', NOW, 90, 'day').instant).toBe('2027-03-12T21:00:00.000Z');
    const now = Date.parse('2026-11-22T09:15:30.250Z');
    for (const expiry of ['2026-08-29T21:00:00.000Z', null]) {
      const { day, instant } = extension(expiry, now, 90, 'day');
      expect(instant).toBe('2027-02-20T09:16:00.000Z');
      expect(day?.format('YYYY-MM-DD HH:mm')).toBe('2027-02-20 12:16');
    }
  });

  it.each([
    ['Europe/Moscow', '2027-12-31T20:59:59.000Z', 90, 'day', '2028-03-30T20:59:59.000Z'],
    ['Europe/Moscow', '2027-12-31T20:59:59.000Z', 1, 'year', '2028-12-31T20:59:59.000Z'],
    ['Europe/Moscow', '2027-09-27T00:00:00.000Z', 1, 'year', '2028-09-27T00:00:00.000Z'],
    ['Europe/Kaliningrad', '2027-02-28T21:00:00.000Z', 1, 'year', '2028-02-28T21:00:00.000Z'],
    ['America/Los_Angeles', '2027-10-31T00:00:00.000Z', 1, 'year', '2028-10-31T00:00:00.000Z'],
    // The clocks are an hour ahead by then, or there is no 02:30.
    ['Europe/Berlin', '2027-01-10T16:00:00.000Z', 90, 'day', '2027-04-10T15:00:00.000Z'],
    ['Europe/Berlin', '2026-12-28T01:30:00.000Z', 90, 'day', '2027-03-28T01:30:00.000Z'],
    ['Africa/Cairo', '2027-03-31T22:00:00.000Z', 29, 'day', '2027-04-29T22:00:00.000Z'],
    ['Europe/Moscow', '2028-02-29T09:00:00.000Z', 1, 'year', '2029-02-28T09:00:00.000Z'],
  ] as const)('in %s, of %s by %i %s, keeps the time of day: %s', (zone, expiry, amount, unit, instant) => {
    vi.stubEnv('TZ', zone);
    expect(extension(expiry, NOW, amount, unit).instant).toBe(instant);
  });

  it('is never shorter than stated, whatever the time of day', () => {
    for (const zone of ['Europe/Moscow', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia', 'Africa/Cairo']) {
      vi.stubEnv('TZ', zone);
      for (let hour = 0; hour < 24; hour += 1) {
        const now = NOW + hour * 3_600_000 + 12_345;
        for (const days of EXPIRY_PRESETS) {
          const { instant } = extension(null, now, days, 'day');
          const shifted = dayjs(now).add(days, 'day');
          expect(Date.parse(instant ?? '')).toBeGreaterThanOrEqual(shifted.valueOf());
          expect(Date.parse(instant ?? '') - shifted.valueOf()).toBeLessThan(60_000);
        }
      }
    }
  });

  it('is none beyond the last year', () => {
    expect(extension('2099-12-15T00:00:00.000Z', NOW, 30, 'day').instant).toBeNull();
  });
});

describe('the last day there is', () => {
  it('has four digits in its year, also ahead of UTC', () => {
    expect(expiryDay('9999-12-31T20:59:59.999Z').format('YYYY-MM-DD HH:mm')).toBe('9999-12-31 23:59');
    expect(expiryDay('9999-12-31T23:59:59.999Z').format('YYYY-MM-DD')).toBe('9999-12-31');
    expect(extension('9999-12-31T20:59:59.999Z', NOW, 1, 'year').day?.format('YYYY-MM-DD')).toBe('9999-12-31');
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
    expect(newExpiryProblem(chosenDay(today.subtract(1, 'day')), NOW)).toBe('datePast');
    expect(newExpiryProblem(chosenDay(today), NOW)).toBe('datePast');
    expect(newExpiryProblem(chosenDay(today.add(1, 'day')), NOW)).toBeNull();
  });

  it('distinguishes a missing date from a past one', () => {
    expect(newExpiryProblem(chosenDay(null), NOW)).toBe('dateRequired');
  });
});
