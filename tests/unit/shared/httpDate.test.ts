import { afterEach, describe, expect, test, vi } from 'vitest';
import { parseHttpDate } from '../../../shared/httpDate.ts';

/** 3 December 2026 is a Thursday. */
const INSTANT = Date.UTC(2026, 11, 3, 10, 0, 5);

test.each([
  ['IMF-fixdate', 'Thu, 03 Dec 2026 10:00:05 GMT'],
  ['a day of one digit, as Java writes RFC 1123', 'Thu, 3 Dec 2026 10:00:05 GMT'],
  ['UTC, as Go and Ruby write it', 'Thu, 03 Dec 2026 10:00:05 UTC'],
  ['+0000, as date -R writes it', 'Thu, 03 Dec 2026 10:00:05 +0000'],
  ['-0000, as Python writes it', 'Thu, 03 Dec 2026 10:00:05 -0000'],
  ['a day of one digit after two spaces, as Ruby writes it', 'Thu,  3 Dec 2026 10:00:05 GMT'],
  ['no weekday', '03 Dec 2026 10:00:05 GMT'],
  ['RFC 850', 'Thursday, 03-Dec-26 10:00:05 GMT'],
  ['RFC 850 with four digits of the year, as PHP writes cookies', 'Thursday, 03-Dec-2026 10:00:05 GMT'],
  ['asctime', 'Thu Dec  3 10:00:05 2026'],
  ['the Python client of Azure App Configuration', 'Dec, 03 2026 10:00:05.123456 GMT'],
  ['the Python sample of its documentation', 'Dec, 03 2026 10:00:05 GMT'],
  ['the Python client, at the start of a second', 'Dec, 03 2026 10:00:05.000000 GMT'],
  ['upper case', 'THU, 03 DEC 2026 10:00:05 GMT'],
  ['lower case', 'thu, 03 dec 2026 10:00:05 gmt'],
])('reads %s', (_form, text) => {
  expect(parseHttpDate(text)).toBe(INSTANT);
});

test('reads the examples of RFC 9110', () => {
  const instant = 784_111_777_000;
  expect(parseHttpDate('Sun, 06 Nov 1994 08:49:37 GMT')).toBe(instant);
  expect(parseHttpDate('Sunday, 06-Nov-94 08:49:37 GMT')).toBe(instant);
  expect(parseHttpDate('Sun Nov  6 08:49:37 1994')).toBe(instant);
});

test('takes four digits of the year as they are', () => {
  expect(parseHttpDate('01 Jan 1900 00:00:00 GMT')).toBe(Date.UTC(1900, 0, 1));
});

test('reads the last second of a leap day', () => {
  expect(parseHttpDate('Tue, 29 Feb 2028 23:59:59 GMT')).toBe(Date.UTC(2028, 1, 29, 23, 59, 59));
});

describe('a year of two digits is', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each([
    ['the current century', 2026, '26', 2026],
    ['at most 50 years ahead', 2026, '76', 2076],
    ['in the last century when it would be more than 50 years ahead', 2026, '77', 1977],
    ['in the next century at the end of this one', 2099, '00', 2100],
  ])('%s', (_rule, now, year, expected) => {
    vi.useFakeTimers({ now: Date.UTC(now, 6, 1) });
    expect(parseHttpDate(`03-Dec-${year} 10:00:0${now % 10} GMT`)).toBe(Date.UTC(expected, 11, 3, 10, 0, now % 10));
  });
});

test.each([
  ['nothing', ''],
  ['a number that Date.parse takes', '1'],
  ['ISO 8601', '2026-12-03T10:00:05Z'],
  ['a day alone', '2026-12-03'],
  ['a wrong weekday', 'Mon, 03 Dec 2026 10:00:05 GMT'],
  ['a wrong weekday of RFC 850', 'Monday, 03-Dec-26 10:00:05 GMT'],
  ['a wrong weekday of asctime', 'Mon Dec  3 10:00:05 2026'],
  ['a part of a weekday', 'Thurs, 03 Dec 2026 10:00:05 GMT'],
  ['a day that does not exist', '31 Feb 2026 00:00:00 GMT'],
  ['29 February of a common year', '29 Feb 2026 00:00:00 GMT'],
  ['day 0', '00 Dec 2026 10:00:05 GMT'],
  ['a day of the Python client that does not exist', 'Feb, 31 2026 10:00:05.000000 GMT'],
  ['hour 24', 'Thu, 03 Dec 2026 24:00:00 GMT'],
  ['second 60', 'Thu, 03 Dec 2026 10:00:60 GMT'],
  ['another offset', 'Thu, 03 Dec 2026 13:00:05 +0300'],
  ['another zone', 'Thu, 03 Dec 2026 10:00:05 MSK'],
  ['no zone', 'Thu, 03 Dec 2026 10:00:05'],
  ['a month of another language', 'Чт, 03 дек 2026 10:00:05 GMT'],
  ['a month of four letters', 'Thu, 03 Sept 2026 10:00:05 GMT'],
  ['a year of three digits', 'Thu, 03 Dec 026 10:00:05 GMT'],
  ['two kinds of separators', 'Thu, 03-Dec 2026 10:00:05 GMT'],
  ['white space around it', ' Thu, 03 Dec 2026 10:00:05 GMT'],
  ['two dates', 'Thu, 03 Dec 2026 10:00:05 GMT, Thu, 03 Dec 2026 10:00:05 GMT'],
])('rejects %s', (_what, text) => {
  expect(parseHttpDate(text)).toBeNull();
});
