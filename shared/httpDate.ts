/**
 * Dates of HTTP headers in the forms that clients and servers send. Dates of signed requests and of servers are read
 * alike; each form is a fixed pattern, so that nothing is guessed.
 */

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const WEEKDAY = '(?<weekday>[a-z]{3,9})';
const MONTH = `(?<month>${MONTHS.join('|')})`;
const DAY = '(?<day>\\d{1,2})';
const TIME = '(?<time>\\d\\d:\\d\\d:\\d\\d)';
const ZONE = '(?:GMT|UTC?|Z|[+-]0000)';

const FORMS = [
  // IMF-fixdate (RFC 9110, 5.6.7), RFC 1123 as Java writes it (`Thu, 3 Dec 2026`), and RFC 850 (`03-Dec-26`).
  `(?:${WEEKDAY}, *)?${DAY}(?<dash>[ -])${MONTH}\\k<dash>(?<year>\\d{4}|\\d\\d) ${TIME} *${ZONE}`,
  // asctime (RFC 9110, 5.6.7): `Thu Dec  3 10:00:00 2026`.
  `${WEEKDAY} ${MONTH} +${DAY} ${TIME} (?<year>\\d{4})`,
  // The Python client of Azure App Configuration, and Azure CLI with it: `Dec, 03 2026 10:00:00.123456 GMT`.
  `${MONTH}, ${DAY} (?<year>\\d{4}) ${TIME}(?:\\.\\d{1,9})? ${ZONE}`,
].map((form) => new RegExp(`^${form}$`, 'i'));

/** How far in the future a year of two digits may be (RFC 9110, 5.6.7). */
const MAX_YEARS_AHEAD = 50;

/** The last result: requests of the same second have the same date, and parsing dominates the cost of a header. */
let last: { readonly text: string; readonly instant: number | null } = { text: '', instant: null };

/**
 * Parses the date of a header; returns milliseconds since the epoch, or `null` for anything else. Letter case and
 * fractions of a second are ignored. Nonexistent days (`31 Feb`) and times, and wrong weekdays are rejected.
 */
export function parseHttpDate(text: string): number | null {
  if (text !== last.text) {
    last = { text, instant: parse(text) };
  }
  return last.instant;
}

function parse(text: string): number | null {
  for (const form of FORMS) {
    const { weekday, day = '', month = '', year = '', time = '' } = form.exec(text)?.groups ?? {};
    const monthNumber = MONTHS.indexOf(month.toLowerCase()) + 1;
    const iso = `${fullYear(year)}-${String(monthNumber).padStart(2, '0')}-${day.padStart(2, '0')}T${time}.000Z`;
    const instant = Date.parse(iso);
    // `Date.parse` takes hour 24 and, in some engines, 31 February for the next day.
    if (!Number.isNaN(instant) && new Date(instant).toISOString() === iso && isWeekdayOf(instant, weekday)) {
      return instant;
    }
  }
  return null;
}

/** A year of two digits is the one nearest to now. */
function fullYear(year: string): string {
  if (year.length !== 2) {
    return year;
  }
  const latest = new Date().getUTCFullYear() + MAX_YEARS_AHEAD;
  return String(latest - ((latest - Number(year)) % 100));
}

function isWeekdayOf(instant: number, weekday: string | undefined): boolean {
  const name = WEEKDAYS[new Date(instant).getUTCDay()] ?? '';
  return weekday === undefined || [name, name.slice(0, 3)].includes(weekday.toLowerCase());
}
