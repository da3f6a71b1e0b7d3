/**
 * The dates that servers send: IMF-fixdate and the two forms before it, which have to be understood for ever (RFC 9110,
 * 5.6.7), and what programs make of them: a day of one digit, no weekday, `UTC` or `+0000` for `GMT`.
 */
const FORMS = [
  /^(?:[a-z]{3,9}, *)?(?<day>\d{1,2})[ -](?<month>[a-z]{3})[ -](?<year>\d{4}|\d{2}) (?<time>\d\d:\d\d:\d\d) *(?:GMT|UTC?|Z|[+-]0000)$/i,
  /^[a-z]{3} (?<month>[a-z]{3}) +(?<day>\d{1,2}) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4})$/i,
];

/**
 * Reads the date in a header of a response, and gives milliseconds since the epoch; `null` for none and for anything else.
 * What a signature carries is read strictly instead, by `parseImfFixdate`.
 */
export function readHttpDate(text: string | null): number | null {
  const found = FORMS.map((form) => form.exec(text?.trim() ?? '')?.groups).find((groups) => groups !== undefined);
  if (found === undefined) {
    return null;
  }
  const { day = '', month = '', year = '', time = '' } = found;
  const instant = Date.parse(`${day} ${month} ${year.padStart(4, '20')} ${time} GMT`);
  // 31 February would be taken for a day in March.
  return new Date(instant).getUTCDate() === Number(day) ? instant : null;
}
