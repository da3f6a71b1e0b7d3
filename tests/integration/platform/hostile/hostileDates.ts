import type { HostileRow, HostileTarget } from './hostileRow.ts';
import { refused, type Signing } from './hostileSignatures.ts';

const BAD_DATE = 'Invalid access token date';
const EXPIRED = 'The access token has expired';

/** Signed requests, each right but for its date. */
export function hostileDates(target: HostileTarget): readonly HostileRow[] {
  const now = new Date().toUTCString();
  const [, day = '', month = '', year = '', time = ''] = now.split(' ');
  const wrongDay = now.startsWith('Mon') ? 'Tue' : 'Mon';
  const dates: [name: string, date: string, text: string][] = [
    ['empty', '', BAD_DATE],
    ['NaN', 'NaN', BAD_DATE],
    ['now', 'now', BAD_DATE],
    ['a number', '1', BAD_DATE],
    ['milliseconds', String(Date.now()), BAD_DATE],
    ['ISO', new Date().toISOString(), BAD_DATE],
    ['RFC 850', `Sunday, ${day}-${month}-${year.slice(2)} ${time} GMT`, BAD_DATE],
    ['asctime', `${now.slice(0, 3)} ${month} ${day} ${time} ${year}`, BAD_DATE],
    ['without GMT', now.replace(' GMT', ''), BAD_DATE],
    ['with UTC', now.replace('GMT', 'UTC'), BAD_DATE],
    ['with an offset', now.replace('GMT', '+0000'), BAD_DATE],
    ['without a weekday', now.slice(5), BAD_DATE],
    ['in lower case', now.toLowerCase(), BAD_DATE],
    ['with two spaces', now.replace(', ', ',  '), BAD_DATE],
    ['a space that is none, behind it', `${now}\xa0`, BAD_DATE],
    ['two of them', `${now}, ${now}`, BAD_DATE],
    ['a day of one digit', now.replace(/\d\d /, '1 '), BAD_DATE],
    ['another weekday', now.replace(/^\w+/, wrongDay), BAD_DATE],
    ['31 February', 'Tue, 31 Feb 2026 00:00:00 GMT', BAD_DATE],
    ['hour 24', now.replace(/\d\d:/, '24:'), BAD_DATE],
    ['second 60', now.replace(/:\d\d /, ':60 '), BAD_DATE],
    ['year 10000', 'Sat, 01 Jan 10000 00:00:00 GMT', BAD_DATE],
    ['year 9999', 'Fri, 31 Dec 9999 23:59:59 GMT', EXPIRED],
    ['year 0', 'Sat, 01 Jan 0000 00:00:00 GMT', BAD_DATE],
    ['year 100', 'Fri, 01 Jan 0100 00:00:00 GMT', EXPIRED],
    ['the epoch', 'Thu, 01 Jan 1970 00:00:00 GMT', EXPIRED],
  ];
  // That 15 minutes are the limit, to the second, is shown with a clock of the test.
  const shifted = ([-16, 16] as const).map(
    (minutes) => [`${minutes} minutes off`, () => new Date(Date.now() + minutes * 60_000).toUTCString()] as const,
  );
  const row = (name: string, signing: Signing | (() => Signing), text: string) =>
    refused(target, `a date, ${name}`, signing, text);
  return [
    ...dates.map(([name, date, text]) => row(name, { date }, text)),
    ...dates.map(([name, date, text]) => row(`${name}, in Date`, { date, dateHeader: 'date' }, text)),
    ...shifted.map(([name, date]) => row(name, () => ({ date: date() }), EXPIRED)),
    // White space around a value does not belong to it, so what was signed with it differs.
    row('with spaces behind it', { date: `${now}  ` }, 'Invalid Signature'),
  ];
}
