import type { Deviation } from '../signedPaste.ts';
import type { Mistake } from './mistake.ts';

const date = (value: string): Deviation => ({ sent: { date: value } });
const respond = (response: string, status = '401', at: string | null = null): Deviation => ({
  request: { response: { status: { text: status, place: null }, date: at, text: response } },
});

/** Mistakes in the date, which are found without the secret key. */
export const DATE_MISTAKES: readonly Mistake[] = [
  { name: 'ISO date', codes: ['dateIso'], make: () => date('2026-12-03T10:00:04Z') },
  { name: 'date with an offset', codes: ['dateOtherZone'], make: () => date('Thu, 03 Dec 2026 13:00:04 +0300') },
  { name: 'date of Moscow', codes: ['dateOtherZone'], make: () => date('Thu, 03 Dec 2026 13:00:04 MSK') },
  { name: 'Russian date', codes: ['dateOtherLanguage'], make: () => date('Чт, 03 дек 2026 10:00:04 GMT') },
  { name: 'German date', codes: ['dateOtherLanguage'], make: () => date('Do, 03 Dez 2026 10:00:04 GMT') },
  { name: 'nonexistent day', codes: ['dateNonexistent'], make: () => date('Mon, 31 Nov 2026 10:00:04 GMT') },
  { name: 'wrong weekday', codes: ['dateWrongWeekday'], make: () => date('Fri, 03 Dec 2026 10:00:04 GMT') },
  { name: 'seconds since 1970', codes: ['dateUnreadable'], make: () => date('1796292004') },
  { name: 'one-digit day', codes: [], remarks: ['dateOneDigitDay'], make: () => date('Thu, 3 Dec 2026 10:00:04 GMT') },
  { name: 'month first', codes: [], remarks: ['dateMonthFirst'], make: () => date('Dec, 03 2026 10:00:04.123456 GMT') },
  { name: '+0000', codes: [], remarks: ['dateZeroOffset'], make: () => date('Thu, 03 Dec 2026 10:00:04 +0000') },
  { name: 'asctime', codes: [], remarks: ['dateOldForm'], make: () => date('Thu Dec  3 10:00:04 2026') },
  { name: 'an old request', codes: [], remarks: ['dateLongAgo'], make: () => date('Thu, 03 Dec 2026 09:00:04 GMT') },
  { name: 'a clock that is fast', codes: ['clockAhead'], make: () => date('Thu, 03 Dec 2026 11:00:04 GMT') },
  {
    name: 'a clock that is slow against the response',
    codes: ['clockBehind'],
    make: () => respond('', '401', 'Thu, 03 Dec 2026 11:00:04 GMT'),
  },
  {
    name: 'a clock that is slow against the log',
    codes: ['clockBehind'],
    make: () => ({ request: { at: Date.UTC(2026, 11, 3, 10, 16) } }),
  },
];
