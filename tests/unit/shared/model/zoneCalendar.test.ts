import { afterEach, describe, expect, it, vi } from 'vitest';
import { calendarIn } from '../../../../shared/model/zoneCalendar.ts';

const iso = (instant: number): string => new Date(instant).toISOString();

describe('the calendar of a time zone', () => {
  it.each([
    ['Europe/Moscow', [2027, 1, 21], '2027-02-20T21:00:00.000Z'],
    ['Asia/Vladivostok', [2027, 1, 21], '2027-02-20T14:00:00.000Z'],
    ['Asia/Kolkata', [2027, 1, 21], '2027-02-20T18:30:00.000Z'],
    ['America/St_Johns', [2027, 6, 1], '2027-07-01T02:30:00.000Z'],
    ['Europe/Berlin', [2027, 2, 28], '2027-03-27T23:00:00.000Z'],
    ['Europe/Berlin', [2027, 2, 29], '2027-03-28T22:00:00.000Z'],
    ['Europe/Berlin', [2027, 9, 31], '2027-10-30T22:00:00.000Z'],
    ['Europe/Berlin', [2027, 9, 32], '2027-10-31T23:00:00.000Z'],
    // Twice: the first. Skipped: with the offset before.
    ['Europe/Berlin', [2027, 9, 31, 2, 30], '2027-10-31T00:30:00.000Z'],
    ['Europe/Berlin', [2027, 2, 28, 2, 30], '2027-03-28T01:30:00.000Z'],
    // A day without midnight.
    ['Africa/Cairo', [2027, 3, 30], '2027-04-29T22:00:00.000Z'],
    // Before time zones, to the second.
    ['Europe/Moscow', [1800, 0, 1], '1799-12-31T21:29:43.000Z'],
    ['Europe/Moscow', [10_000, 0, 1], '9999-12-31T21:00:00.000Z'],
  ] as const)('in %s, %j is %s', (zone, [year, month, day, hour, minute], instant) => {
    expect(iso(calendarIn(zone).at(year, month, day, hour, minute))).toBe(instant);
  });

  it('tells days and hours apart', () => {
    const { at, shows } = calendarIn('Asia/Vladivostok');
    const midnight = at(2027, 1, 21);
    expect(shows(midnight, 2027, 1, 21, 0)).toBe(true);
    expect(shows(midnight - 1, 2027, 1, 21)).toBe(false);
    expect(shows(midnight, 2027, 1, 21, 1)).toBe(false);
    expect(shows(at(2027, 1, 30), 2027, 1, 30)).toBe(false);
  });
});

describe('the calendar of the system', () => {
  afterEach(() => void vi.unstubAllEnvs());

  it.each(['Europe/Moscow', 'Europe/Berlin', 'Africa/Cairo', 'America/Santiago', 'Asia/Kathmandu', 'Pacific/Apia'])(
    'is that of its time zone: %s',
    (zone) => {
      vi.stubEnv('TZ', zone);
      const [system, named] = [calendarIn(null), calendarIn(zone)];
      for (let day = 1; day <= 800; day += 1) {
        for (const hour of [0, 1, 2, 3, 23]) {
          const instant = system.at(2026, 0, day, hour, 30);
          expect([day, hour, iso(named.at(2026, 0, day, hour, 30))]).toEqual([day, hour, iso(instant)]);
        }
      }
    },
  );
});
