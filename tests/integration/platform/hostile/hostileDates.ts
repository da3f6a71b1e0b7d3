import type { HostileRow, HostileTarget } from './hostileRow.ts';
import { refused, type Signing } from './hostileSignatures.ts';

const BAD_DATE = 'Invalid access token date';
const EXPIRED = 'The access token has expired';

/** Signed requests, each right but for its date. Which texts are dates is shown by the tests of `imfFixdate.ts`. */
export function hostileDates(target: HostileTarget): readonly HostileRow[] {
  const now = new Date().toUTCString();
  const dates: [name: string, date: string, text: string][] = [
    ['empty', '', BAD_DATE],
    ['milliseconds', String(Date.now()), BAD_DATE],
    ['without a weekday', now.slice(5), BAD_DATE],
    ['with two spaces', now.replace(', ', ',  '), BAD_DATE],
    ['a space that is none, behind it', `${now}\xa0`, BAD_DATE],
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
