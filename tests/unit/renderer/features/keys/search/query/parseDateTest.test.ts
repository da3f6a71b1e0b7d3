import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseDateTest } from '../../../../../../../renderer/features/keys/search/query/parseDateTest.ts';

beforeEach(() => {
  vi.stubEnv('TZ', 'Europe/Moscow');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** The bounds in ISO 8601; `null` for an open end. */
const bounds = (value: string) => {
  const test = parseDateTest(value);
  const written = (instant: number) => (Number.isFinite(instant) ? new Date(instant).toISOString() : null);
  return test?.kind === 'between' ? [written(test.from), written(test.until)] : test;
};

describe('parseDateTest', () => {
  it('takes a day and a month in the time zone of the user', () => {
    expect(bounds('2026-01-01')).toEqual(['2025-12-31T21:00:00.000Z', '2026-01-01T21:00:00.000Z']);
    expect(bounds('2026-12')).toEqual(['2026-11-30T21:00:00.000Z', '2026-12-31T21:00:00.000Z']);
  });

  it('compares with all of the day', () => {
    expect(bounds('<2026-01-01')).toEqual([null, '2025-12-31T21:00:00.000Z']);
    expect(bounds('<=2026-01-01')).toEqual([null, '2026-01-01T21:00:00.000Z']);
    expect(bounds('>2026-01-01')).toEqual(['2026-01-01T21:00:00.000Z', null]);
    expect(bounds('>=2026-01-01')).toEqual(['2025-12-31T21:00:00.000Z', null]);
    expect(bounds('>2026-01')).toEqual(['2026-01-31T21:00:00.000Z', null]);
  });

  it('takes a range with both ends in it', () => {
    expect(bounds('2026-01-01..2026-02-01')).toEqual(['2025-12-31T21:00:00.000Z', '2026-02-01T21:00:00.000Z']);
    expect(bounds('2026-01..2026-01-05')).toEqual(['2025-12-31T21:00:00.000Z', '2026-01-05T21:00:00.000Z']);
  });

  it('knows days of 23 and 25 hours', () => {
    vi.stubEnv('TZ', 'America/New_York');
    expect(bounds('2027-03-14')).toEqual(['2027-03-14T05:00:00.000Z', '2027-03-15T04:00:00.000Z']);
    expect(bounds('2027-11-07')).toEqual(['2027-11-07T04:00:00.000Z', '2027-11-08T05:00:00.000Z']);
  });

  it('starts a day that has no midnight with its first moment', () => {
    vi.stubEnv('TZ', 'Africa/Cairo');
    expect(bounds('2027-04-30')).toEqual(['2027-04-29T22:00:00.000Z', '2027-04-30T21:00:00.000Z']);
  });

  it('knows 29 February and the last day that can be written', () => {
    expect(bounds('2028-02-29')).toEqual(['2028-02-28T21:00:00.000Z', '2028-02-29T21:00:00.000Z']);
    expect(bounds('>9999-12-31')).toEqual(
      ['+009999-12-31T21:00:00.000Z', null].map((text) => text?.replace('+00', '') ?? null),
    );
  });

  it('accepts periods', () => {
    expect(parseDateTest('<30d')).toEqual({ kind: 'near', isInclusive: false, amount: 30, unit: 'd' });
    expect(parseDateTest('>=2W')).toEqual({ kind: 'far', isInclusive: true, amount: 2, unit: 'w' });
  });

  it.each([
    ...[
      '',
      '<',
      '30d',
      '<30',
      '<d',
      '<-3d',
      '<30s',
      '<999999d',
      '2026',
      '2026-13',
      '2026-00',
      '2026-1-1',
      '2026-02-29',
    ],
    ...['2026-04-31', '0026-01-01', '01.02.2026', '=2026-01-01', '<<2026-01-01', '2026-01-01..', '..2026-01-01'],
    ...['2026-02-01..2026-01-01', '2026-01-01..2026-02-01..2026-03-01', '<2026-01-01..2026-02-01', '2026-01-01T00:00'],
  ])('rejects "%s"', (value) => {
    expect(parseDateTest(value)).toBeNull();
  });
});
