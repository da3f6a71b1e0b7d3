import { expect, test } from 'vitest';
import { parseImfFixdate } from '../../../../shared/hmac/imfFixdate.ts';

test('reads the example of RFC 9110', () => {
  expect(parseImfFixdate('Sun, 06 Nov 1994 08:49:37 GMT')).toBe(784_111_777_000);
});

test('reads the last second of a leap day', () => {
  expect(parseImfFixdate('Tue, 29 Feb 2028 23:59:59 GMT')).toBe(Date.UTC(2028, 1, 29, 23, 59, 59));
});

test.each([
  ['nothing', ''],
  ['a number that Date.parse takes', '1'],
  ['ISO 8601', '2026-11-22T20:04:38Z'],
  ['a day alone', '2026-11-22'],
  ['RFC 850', 'Sunday, 06-Nov-94 08:49:37 GMT'],
  ['asctime', 'Sun Nov  6 08:49:37 1994'],
  ['a wrong weekday', 'Mon, 06 Nov 1994 08:49:37 GMT'],
  ['a day that does not exist', 'Tue, 31 Feb 2026 00:00:00 GMT'],
  ['29 February of a common year', 'Sun, 29 Feb 2026 00:00:00 GMT'],
  ['hour 24', 'Sun, 22 Nov 2026 24:00:00 GMT'],
  ['second 60', 'Sun, 22 Nov 2026 20:04:60 GMT'],
  ['another zone', 'Sun, 22 Nov 2026 20:04:38 UTC'],
  ['an offset', 'Sun, 22 Nov 2026 20:04:38 +0000'],
  ['a day without its zero', 'Sun, 6 Nov 1994 08:49:37 GMT'],
  ['lower case', 'sun, 22 nov 2026 20:04:38 gmt'],
  ['white space around it', ' Sun, 22 Nov 2026 20:04:38 GMT'],
  ['two dates', 'Sun, 22 Nov 2026 20:04:38 GMT, Sun, 22 Nov 2026 20:04:38 GMT'],
])('rejects %s', (_what, text) => {
  expect(parseImfFixdate(text)).toBeNull();
});
