import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  calendarUnits,
  countLines,
  layOutRow,
  MAX_BARS,
  placeOf,
  TIMELINE_DAYS,
  type Timeline,
  timelineOf,
} from '../../../../../renderer/features/expiry/timeline.ts';
import { coverAccount } from '../../../../../shared/model/accountCoverage.ts';
import type { AuthenticationKey } from '../../../../../shared/model/key.ts';
import { seeded } from '../../../../harness/amount.ts';
import { inDays, NOW, sampleKey } from '../keys/sampleKey.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Zones in which midnight is skipped or repeated, or that change their offset in other ways. */
const ZONES = [
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Beirut',
  'Europe/Moscow',
  'America/Nuuk',
  'America/Havana',
  'Australia/Lord_Howe',
  'UTC',
] as const;

beforeEach(() => vi.stubEnv('TZ', 'Europe/Moscow'));
afterEach(() => vi.unstubAllEnvs());

const iso = (instant: number): string => new Date(instant).toISOString();

const formats = new Map<string, Intl.DateTimeFormat>();

/** Day and time in a zone as `2027-03-28 00:00`, by another way than the one under test. */
function written(instant: number, timeZone: string): string {
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  formats.set(timeZone, format);
  return format.format(instant);
}

/** The first instants of the units of a period. */
function unitsOf(from: number, to: number, unit: 'day' | 'week' | 'month' | 'year'): readonly string[] {
  return calendarUnits({ from, to }, unit).map((span) => iso(span.from));
}

describe('timelineOf', () => {
  it.each(TIMELINE_DAYS)('ends %i days after today, and begins with a day shortly before it', (days) => {
    const { from, to } = timelineOf(NOW, days);
    expect(iso(to)).toBe(iso(Date.UTC(2026, 10, 22 + days + 0, 21) - DAY));
    expect(from).toBeLessThan(NOW - DAY);
    expect(written(from, 'Europe/Moscow')).toMatch(/ 00:00$/);
  });

  it('begins and ends at the first instant of a day, whatever the zone and the day', () => {
    const random = seeded();
    for (const zone of ZONES) {
      vi.stubEnv('TZ', zone);
      for (let round = 0; round < 300; round++) {
        const now = Date.UTC(2024, 0, 1) + random.below(6 * 366 * 24 * 60) * 60_000;
        const { from, to } = timelineOf(now, random.pick(TIMELINE_DAYS));
        for (const edge of [from, to]) {
          expect(written(edge, zone).slice(0, 10)).not.toBe(written(edge - 1, zone).slice(0, 10));
        }
      }
    }
  });
});

describe('calendarUnits', () => {
  it('divides any timeline without gaps, at the first instants of days, in every zone', () => {
    for (const zone of ZONES) {
      vi.stubEnv('TZ', zone);
      for (let day = 0; day < 366 * 2; day += 13) {
        const timeline = timelineOf(Date.UTC(2027, 0, 1, 12) + day * DAY, 365);
        for (const unit of ['day', 'week', 'month', 'year'] as const) {
          const units = calendarUnits(timeline, unit);
          expect(units[0]?.from).toBe(timeline.from);
          expect(units.at(-1)?.to).toBe(timeline.to);
          for (const [index, { from, to }] of units.entries()) {
            expect(to).toBeGreaterThan(from);
            expect(units[index + 1]?.from ?? timeline.to).toBe(to);
            expect(written(to, zone).slice(0, 10)).not.toBe(written(to - 1, zone).slice(0, 10));
          }
        }
        // As many days as the calendar has between the ends.
        const [from = '', to = ''] = [timeline.from, timeline.to].map((edge) => written(edge, zone).slice(0, 10));
        const days = (Date.parse(to) - Date.parse(from)) / DAY;
        expect(calendarUnits(timeline, 'day')).toHaveLength(days);
      }
    }
  });

  it.each([
    // 04:00 UTC is where midnight would be: the clocks go from 24:00 to 01:00.
    {
      zone: 'America/Santiago',
      date: [2026, 8, 5],
      starts: ['2026-09-05T04:00:00.000Z', '2026-09-06T04:00:00.000Z', '2026-09-07T03:00:00.000Z'],
    },
    {
      zone: 'Africa/Cairo',
      date: [2027, 3, 29],
      starts: ['2027-04-28T22:00:00.000Z', '2027-04-29T22:00:00.000Z', '2027-04-30T21:00:00.000Z'],
    },
    {
      zone: 'Asia/Beirut',
      date: [2027, 2, 27],
      starts: ['2027-03-26T22:00:00.000Z', '2027-03-27T22:00:00.000Z', '2027-03-28T21:00:00.000Z'],
    },
    {
      zone: 'America/Nuuk',
      date: [2027, 2, 27],
      starts: ['2027-03-27T02:00:00.000Z', '2027-03-28T01:00:00.000Z', '2027-03-29T01:00:00.000Z'],
    },
    {
      zone: 'Europe/Moscow',
      date: [2027, 2, 27],
      starts: ['2027-03-26T21:00:00.000Z', '2027-03-27T21:00:00.000Z', '2027-03-28T21:00:00.000Z'],
    },
  ])('has the days around the change of the clocks in $zone', ({ zone, date, starts }) => {
    vi.stubEnv('TZ', zone);
    const [year = 0, month = 0, day = 0] = date;
    const from = new Date(year, month, day).getTime();
    expect(unitsOf(from, from + 2.5 * DAY, 'day')).toEqual(starts);
  });

  it('has 29 February in a leap year only, and weeks from Monday', () => {
    vi.stubEnv('TZ', 'UTC');
    const of = (year: number): readonly string[] =>
      unitsOf(Date.UTC(year, 1, 27), Date.UTC(year, 2, 2), 'day').map((start) => start.slice(5, 10));
    expect(of(2028)).toEqual(['02-27', '02-28', '02-29', '03-01']);
    expect(of(2027)).toEqual(['02-27', '02-28', '03-01']);
    expect(of(2100)).toEqual(['02-27', '02-28', '03-01']);
    // 29 February 2028 is a Tuesday.
    expect(unitsOf(Date.UTC(2028, 1, 27), Date.UTC(2028, 2, 8), 'week').map((start) => start.slice(0, 10))).toEqual([
      '2028-02-27',
      '2028-02-28',
      '2028-03-06',
    ]);
  });
});

let lastNumber = 0;
const keyOf = (creationDate: string, expirationDate: string, change: Partial<AuthenticationKey> = {}) => {
  lastNumber += 1;
  return sampleKey({ id: `authkey.${lastNumber}`, token: `${lastNumber}`, creationDate, expirationDate, ...change });
};

/** The row of keys on a timeline. */
function rowOf(keys: readonly AuthenticationKey[], timeline: Timeline, now = NOW, isExpanded = false) {
  const account = coverAccount(keys, now, timeline.to);
  const layout = layOutRow(account, timeline, isExpanded);
  expect(countLines(account, timeline, isExpanded)).toBe(layout.bars.length + (layout.surplus > 0 ? 1 : 0));
  return layout;
}

describe('layOutRow', () => {
  const timeline: Timeline = { from: NOW - 10 * DAY, to: NOW + 90 * DAY, days: 90 };

  it('places a key by its times, cut off at the ends of the timeline', () => {
    const { bars, surplus } = rowOf([keyOf(inDays(-20), inDays(40)), keyOf(inDays(0), inDays(200))], timeline);
    expect(bars).toMatchObject([
      { left: 0, width: 50, startsBefore: true, endsAfter: false },
      { left: 10, width: 90, startsBefore: false, endsAfter: true },
    ]);
    expect(surplus).toBe(0);
  });

  it('leaves out keys that are not within the timeline, and those of impossible times', () => {
    const keys = [
      keyOf(inDays(-40), inDays(-20)),
      keyOf(inDays(91), inDays(200)),
      keyOf(inDays(20), inDays(10)),
      keyOf(inDays(-1), inDays(1)),
    ];
    expect(rowOf(keys, timeline).bars).toHaveLength(1);
  });

  it('draws the keys that last longest and counts the others, which an expanded row has too', () => {
    const keys = Array.from({ length: 9 }, (_, index) => keyOf(inDays(-5), inDays(60 - index)));
    const { bars, surplus } = rowOf(keys, timeline);
    expect(bars).toHaveLength(MAX_BARS);
    expect(bars.at(-1)?.covering.key).toBe(keys[0]);
    expect(surplus).toBe(5);
    const all = rowOf(keys, timeline, NOW, true);
    expect(all.surplus).toBe(5);
    expect(all.bars.map(({ covering }) => covering.key)).toEqual(keys.toReversed());
  });

  it('shows from when on no key is valid', () => {
    expect(rowOf([keyOf(inDays(-20), inDays(40))], timeline).gaps).toEqual([{ left: 50, width: 50 }]);
    expect(rowOf([keyOf(inDays(-20), inDays(-5))], timeline).gaps).toEqual([{ left: 10, width: 90 }]);
    expect(rowOf([keyOf(inDays(-20), inDays(40)), keyOf(inDays(-1), inDays(95))], timeline).gaps).toEqual([]);
    expect(rowOf([keyOf(inDays(-20), inDays(40), { accountProblem: 'archived' })], timeline).gaps).toEqual([]);
  });

  it.each([
    { zone: 'America/Santiago', day: '2026-09-06T04:00:00.000Z' },
    { zone: 'Africa/Cairo', day: '2027-04-29T22:00:00.000Z' },
    { zone: 'Asia/Beirut', day: '2027-03-27T22:00:00.000Z' },
    { zone: 'America/Nuuk', day: '2027-03-28T01:00:00.000Z' },
    { zone: 'Europe/Moscow', day: '2028-02-28T21:00:00.000Z' },
  ])('ends a bar exactly at the line of the day on which the key expires: $zone, $day', ({ zone, day }) => {
    vi.stubEnv('TZ', zone);
    const now = Date.parse(day) - 5.3 * DAY;
    const shown = timelineOf(now, 30);
    const { bars, gaps } = rowOf([keyOf(iso(now - DAY), day)], shown, now);
    const lines = calendarUnits(shown, 'day').map(({ from }) => placeOf(from, shown));
    const [bar] = bars;
    const end = (bar?.left ?? 0) + (bar?.width ?? 0);
    expect(lines.some((line) => Math.abs(line - end) < 1e-9)).toBe(true);
    expect(gaps[0]?.left).toBeCloseTo(end, 9);
  });
});
