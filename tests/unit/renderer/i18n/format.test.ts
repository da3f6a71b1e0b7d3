import { describe, expect, it } from 'vitest';
import { createFormat } from '../../../../renderer/i18n/format.ts';

const INSTANT = '2026-02-16T08:50:00.000Z';

describe('createFormat', () => {
  it('writes the time of the zone, in an order that cannot be misread', () => {
    expect(createFormat('ru', 'Europe/Moscow').dateTime(INSTANT)).toBe('16.02.2026 11:50');
    expect(createFormat('en', 'Europe/Moscow').dateTime(INSTANT)).toBe('16 Feb 2026 11:50');
  });

  it('writes midnight as 00:00', () => {
    expect(createFormat('en', 'Europe/Moscow').time('2026-02-15T21:00:00.000Z')).toBe('00:00');
  });

  it('names the zone with its offset at that very instant', () => {
    const berlin = createFormat('en', 'Europe/Berlin');
    expect(berlin.zoneName).toBe('Europe/Berlin');
    expect(berlin.zoneOffset('2026-01-01T12:00:00.000Z')).toBe('UTC+1');
    expect(berlin.zoneOffset('2026-07-01T12:00:00.000Z')).toBe('UTC+2');
    expect(createFormat('ru', 'Asia/Kolkata').zoneOffset(INSTANT)).toBe('UTC+5:30');
    expect(createFormat('en', 'UTC').zoneOffset(INSTANT)).toBe('UTC+0');
  });

  it('formats an age in full minutes, hours or days', () => {
    const { ago } = createFormat('en', 'UTC');
    expect([60_000, 59 * 60_000, 60 * 60_000, 47 * 3_600_000, 48 * 3_600_000].map(ago)).toEqual([
      '1 minute ago',
      '59 minutes ago',
      '1 hour ago',
      '1 day ago',
      '2 days ago',
    ]);
    expect(createFormat('ru', 'UTC').ago(5 * 60_000)).toBe('5 минут назад');
  });
});

describe('the distance from now', () => {
  const { fromNow } = createFormat('en', 'UTC');
  const now = Date.parse('2026-11-25T12:00:00.000Z');

  it.each([
    ['2026-11-25T12:00:00.000Z', 'now'],
    ['2026-11-25T12:00:59.999Z', 'now'],
    ['2026-11-25T11:59:00.001Z', 'now'],
    ['2026-11-25T12:01:00.000Z', 'in 1 minute'],
    ['2026-11-25T11:59:00.000Z', '1 minute ago'],
    ['2026-11-25T13:59:00.000Z', 'in 2 hours'],
    ['2026-11-25T12:59:40.000Z', 'in 1 hour'],
    ['2026-11-26T11:50:00.000Z', 'in 1 day'],
    ['2026-11-24T12:10:00.000Z', '1 day ago'],
    ['2026-12-15T13:00:00.000Z', 'in 21 days'],
    ['2026-11-05T11:00:00.000Z', '20 days ago'],
    ['2027-02-23T12:00:00.000Z', 'in 3 months'],
    ['2027-11-25T12:00:00.000Z', 'in 12 months'],
    ['2028-07-24T00:00:00.000Z', 'in 20 months'],
    ['2028-11-24T12:00:00.000Z', 'in 2 years'],
    ['2025-11-25T12:00:00.000Z', '12 months ago'],
    ['9999-12-31T00:00:00.000Z', 'in 7,973 years'],
  ])('to %s is formatted in one unit', (instant, text) => {
    expect(fromNow(instant, now)).toBe(text);
  });

  it('is written in Russian as well', () => {
    const russian = createFormat('ru', 'UTC');
    expect(russian.fromNow('2026-11-25T12:00:30.000Z', now)).toBe('сейчас');
    expect(russian.fromNow('2026-11-25T11:58:00.000Z', now)).toBe('2 минуты назад');
    const inDays = (days: number) => russian.fromNow(new Date(now + days * 86_400_000).toISOString(), now);
    expect([1, 21, 45, 90, 180, 334, 365, 730, 1826, -90, -365].map(inDays)).toEqual([
      ...['через 1 день', 'через 21 день', 'через 45 дней', 'через 3 месяца', 'через 6 месяцев', 'через 11 месяцев'],
      ...['через 12 месяцев', 'через 2 года', 'через 5 лет', '3 месяца назад', '12 месяцев назад'],
    ]);
  });
});
