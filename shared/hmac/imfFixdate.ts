/**
 * IMF-fixdate, the only date format of the HMAC scheme: `Sun, 22 Nov 2026 20:04:38 GMT`.
 * Source: RFC 9110, section 5.6.7.
 */

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const PATTERN = new RegExp(`^(?:${DAYS.join('|')}), \\d{2} (?:${MONTHS.join('|')}) \\d{4} \\d{2}:\\d{2}:\\d{2} GMT$`);

/** The last result: requests of the same second have the same date, and parsing dominates the cost of a header. */
let last: { readonly text: string; readonly instant: number | null } = { text: '', instant: null };

/**
 * Parses an IMF-fixdate strictly; returns milliseconds since the epoch, or `null` for anything else.
 * `Date.parse` alone is too lenient: it accepts `1` and `2026-01-01`, and returns NaN for an invalid date, with which
 * every comparison with the clock skew is false. The parsed date must format to the same text, so that nonexistent
 * dates (`31 Feb`) and wrong weekdays are rejected, too.
 */
export function parseImfFixdate(text: string): number | null {
  if (text !== last.text) {
    last = { text, instant: parse(text) };
  }
  return last.instant;
}

function parse(text: string): number | null {
  const instant = Date.parse(text);
  return PATTERN.test(text) && new Date(instant).toUTCString() === text ? instant : null;
}
