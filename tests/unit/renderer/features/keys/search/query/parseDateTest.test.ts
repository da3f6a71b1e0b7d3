import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseDateTest } from '../../../../../../../renderer/features/keys/search/query/parseDateTest.ts';
import { calendarIn } from '../../../../../../../shared/model/zoneCalendar.ts';

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

  it.each([
    ['2027-03-28', ['2027-3-28', '2027/03/28', '28.03.2027', '28.3.2027', '28.03.27', '28/03/2027', '03/28/2027']],
    [
      '2027-03-28',
      ['28 Mar 2027', '28 march 2027', 'March 28, 2027', '28-Mar-2027', '28 марта 2027', '28 мар. 2027 г.'],
    ],
    ['2027-05-01', ['01.05.2027', '1 May 2027', '1 мая 2027', '2027.5.1']],
    ['2027-09-05', ['5 Sept 2027', '05 Sep 2027', '5 сент. 2027 года']],
    ['2027-12', ['12.2027', '12/2027', '2027.12', 'Dec 2027', 'декабрь 2027', 'ДЕКАБРЯ 2027']],
  ])('takes %s as people write it', (iso, others) => {
    const expected = bounds(iso);
    expect(expected).toHaveLength(2);
    for (const text of others) {
      expect([text, bounds(text)]).toEqual([text, expected]);
    }
  });

  it('takes a year, and a minute as the list shows it', () => {
    expect(bounds('2027')).toEqual(['2026-12-31T21:00:00.000Z', '2027-12-31T21:00:00.000Z']);
    const minute = ['2027-03-28T11:50:00.000Z', '2027-03-28T11:51:00.000Z'];
    for (const text of ['28.03.2027 14:50', '28 Mar 2027 14:50', '2027-03-28T14:50', '28.03.2027, 14:50']) {
      expect([text, bounds(text)]).toEqual([text, minute]);
    }
    vi.stubEnv('TZ', 'Europe/Berlin');
    expect(bounds('28.03.2027 02:30')).toBeNull();
  });

  it('takes ranges and comparisons with other signs', () => {
    const range = bounds('2026-01-01..2026-02-01');
    for (const text of [
      '01.01.2026–01.02.2026',
      '01.01.2026 - 01.02.2026',
      '01.01.2026…01.02.2026',
      '1 янв 2026 .. 1 фев 2026',
    ]) {
      expect([text, bounds(text)]).toEqual([text, range]);
    }
    expect(bounds('≥ 01.01.2026')).toEqual(bounds('>=2026-01-01'));
    expect(bounds('≤2026')).toEqual(bounds('<=2026-12-31'));
  });

  it('accepts periods', () => {
    for (const text of ['<30', '< 30 d', '<30д', '<30 дн.', '<30 days', '<30\u00a0дней', '<030d']) {
      expect([text, parseDateTest(text)]).toEqual([text, { kind: 'near', isInclusive: false, amount: 30, unit: 'd' }]);
    }
    const units = ['>2ч', '>2 часа', '>2н', '>2 недели', '>2м', '>2 мес.', '>2г', '>2 года', '>2 лет', '>2 weeks'];
    expect(units.map((text) => parseDateTest(text)).map((test) => (test?.kind === 'far' ? test.unit : test))).toEqual([
      'h',
      'h',
      'w',
      'w',
      'm',
      'm',
      'y',
      'y',
      'y',
      'w',
    ]);
    expect(parseDateTest('<30d')).toEqual({ kind: 'near', isInclusive: false, amount: 30, unit: 'd' });
    expect(parseDateTest('>=2W')).toEqual({ kind: 'far', isInclusive: true, amount: 2, unit: 'w' });
  });

  it.each([
    ...[
      '',
      '<',
      '30d',
      '<30x',
      '<d',
      '<-3d',
      '<30s',
      '<999999d',
      '20260',
      '2026-13',
      '2026-00',
      '13.2026',
      '03/04/2027',
      '12.26',
      '28 ма 2027',
      '28 foo 2027',
      '2026 14:50',
      '2026-02-29',
    ],
    ...['2026-04-31', '0026-01-01', '31.02.2026', '=2026-01-01', '<<2026-01-01', '2026-01-01..', '..2026-01-01'],
    ...['2026-02-01..2026-01-01', '2026-01-01..2026-02-01..2026-03-01', '<2026-01-01..2026-02-01', '2026-01-01T24:00'],
  ])('rejects "%s"', (value) => {
    expect(parseDateTest(value)).toBeNull();
  });

  it('dates are days in the time zone of the list', () => {
    const moscow = calendarIn('Europe/Moscow');
    const between = (from: string, until: string) => ({
      kind: 'between',
      from: Date.parse(from),
      until: Date.parse(until),
    });
    expect(parseDateTest('2027-02-21', moscow)).toEqual(between('2027-02-20T21:00:00Z', '2027-02-21T21:00:00Z'));
    expect(parseDateTest('02.2027', moscow)).toEqual(between('2027-01-31T21:00:00Z', '2027-02-28T21:00:00Z'));
    expect(parseDateTest('21.02.2027 00:30', moscow)).toEqual(between('2027-02-20T21:30:00Z', '2027-02-20T21:31:00Z'));
    expect(parseDateTest('2027..2028', moscow)).toEqual(between('2026-12-31T21:00:00Z', '2028-12-31T21:00:00Z'));
    // The clocks of Berlin skip that time.
    expect(parseDateTest('28.03.2027 02:30', calendarIn('Europe/Berlin'))).toBeNull();
    expect(parseDateTest('30.02.2027', moscow)).toBeNull();
  });
});
