/**
 * Date formats of servers: IMF-fixdate, the two obsolete formats that recipients must accept (RFC 9110, 5.6.7), and common
 * deviations: a single-digit day, no weekday, `UTC` or `+0000` for `GMT`.
 */
const FORMS = [
  /^(?:[a-z]{3,9}, *)?(?<day>\d{1,2})[ -](?<month>[a-z]{3})[ -](?<year>\d{4}|\d{2}) (?<time>\d\d:\d\d:\d\d) *(?:GMT|UTC?|Z|[+-]0000)$/i,
  /^[a-z]{3} (?<month>[a-z]{3}) +(?<day>\d{1,2}) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4})$/i,
];

/**
 * Parses the date of a response header as milliseconds since the epoch; `null` if missing or invalid. Dates in signatures
 * are parsed strictly instead, by `parseImfFixdate`.
 */
export function readHttpDate(text: string | null): number | null {
  const found = FORMS.map((form) => form.exec(text?.trim() ?? '')?.groups).find((groups) => groups !== undefined);
  if (found === undefined) {
    return null;
  }
  const { day = '', month = '', year = '', time = '' } = found;
  const instant = Date.parse(`${day} ${month} ${year.padStart(4, '20')} ${time} GMT`);
  // `Date` would turn 31 February into a day in March.
  return new Date(instant).getUTCDate() === Number(day) ? instant : null;
}
