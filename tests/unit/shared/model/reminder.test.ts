import { describe, expect, it, test, vi } from 'vitest';
import { daysUntil, nearestReminder, reminderDaysSchema, reminderTime } from '../../../../shared/model/reminder.ts';
import { DEFAULT_SETTINGS, settingsSchema } from '../../../../shared/model/settings.ts';

const timeOf = (expiry: string, days: number) => new Date(reminderTime(Date.parse(expiry), days)).toISOString();

describe('the time of a reminder', () => {
  test.each([
    ['Europe/Moscow', '2027-01-01T12:00:00.000Z', 30, '2026-12-02T12:00:00.000Z'],
    // Summer time begins on 29 March: the same time of day is another one in UTC.
    ['Europe/Berlin', '2026-04-10T10:00:00.000Z', 14, '2026-03-27T11:00:00.000Z'],
    ['Europe/Berlin', '2026-11-07T23:00:00.000Z', 14, '2026-10-24T22:00:00.000Z'],
    // 29 February, as expiry and as the day of the reminder.
    ['Europe/Moscow', '2028-02-28T21:00:00.000Z', 30, '2028-01-29T21:00:00.000Z'],
    ['Europe/Moscow', '2028-03-02T21:00:00.000Z', 3, '2028-02-28T21:00:00.000Z'],
    // Midnight does not exist on 24 April 2026 in Cairo: the day begins at 01:00.
    ['Africa/Cairo', '2026-04-23T22:00:00.000Z', 3, '2026-04-20T23:00:00.000Z'],
    ['Africa/Cairo', '2026-04-26T21:00:00.000Z', 3, '2026-04-23T22:00:00.000Z'],
  ])('in %s, of an expiry at %s, %i days before', (zone, expiry, days, expected) => {
    vi.stubEnv('TZ', zone);
    expect(timeOf(expiry, days)).toBe(expected);
  });

  it('counts only from the creation of the key on, and only the nearest one that is due', () => {
    vi.stubEnv('TZ', 'Europe/Moscow');
    const at = (day: number) => Date.UTC(2026, 10, day, 12);
    const nearest = (now: number, created = 0) => nearestReminder([30, 14, 3], at(30), created, now);
    expect([nearest(at(0) - 1), nearest(at(0)), nearest(at(16)), nearest(at(29))]).toEqual([null, 30, 14, 3]);
    expect(nearest(at(17), at(16))).toBeNull();
  });
});

test.each([
  ['2026-11-22T20:59:59.000Z', 0],
  ['2026-11-22T21:00:00.000Z', 1],
  ['2026-11-21T20:59:59.000Z', -1],
])('days until %s are those of the calendar: %i', (instant, days) => {
  vi.stubEnv('TZ', 'Europe/Moscow');
  expect(daysUntil(Date.parse(instant), Date.parse('2026-11-22T12:00:00Z'))).toBe(days);
});

test('a day without midnight is a day', () => {
  vi.stubEnv('TZ', 'Africa/Cairo');
  expect(daysUntil(Date.parse('2026-04-23T22:00:00Z'), Date.parse('2026-04-22T22:00:00Z'))).toBe(1);
});

describe('the days of a connection', () => {
  test.each([[[]], [[1]], [[365, 30, 14, 3, 1]]])('may be %j', (days) => {
    expect(reminderDaysSchema.safeParse(days).success).toBe(true);
  });

  test.each([[[3, 3]], [[0]], [[366]], [[1.5]], [[1, 2, 3, 4, 5, 6]], [['3']]])('may not be %j', (days) => {
    expect(reminderDaysSchema.safeParse(days).success).toBe(false);
  });

  it('have their defaults in settings of an earlier version, and instead of invalid ones', () => {
    const { reminderDays: _days, calendarFile: _file, ...earlier } = DEFAULT_SETTINGS;
    expect(settingsSchema.parse(earlier)).toMatchObject({ reminderDays: {}, calendarFile: null });
    expect(settingsSchema.parse({ ...earlier, reminderDays: { a: [0], b: [5] }, calendarFile: 7 })).toMatchObject({
      reminderDays: { a: [30, 14, 3], b: [5] },
      calendarFile: null,
    });
  });
});
