/**
 * IMF-fixdate, the only date format of the HMAC scheme: `Sun, 22 Nov 2026 20:04:38 GMT`.
 * Source: RFC 9110, section 5.6.7.
 */

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const PATTERN = new RegExp(`^(?:${DAYS.join('|')}), \\d{2} (?:${MONTHS.join('|')}) \\d{4} \\d{2}:\\d{2}:\\d{2} GMT$`);

/** Requests of the same second carry the same text, and parsing it costs more than the rest of looking at a header. */
let last: { readonly text: string; readonly instant: number | null } = { text: '', instant: null };

/**
 * Reads an IMF-fixdate strictly and gives milliseconds since the epoch, or `null` for anything else.
 * A lenient `Date.parse` is not enough: it takes `1` and `2026-01-01`, and an unparsable date gives NaN, for which
 * every comparison with the clock skew is false. Writing the parsed date again must give the same text, so dates
 * that do not exist (`31 Feb`) and wrong weekdays are refused as well.
 */
export function parseImfFixdate(text: string): number | null {
  if (text !== last.text) {
    last = { text, instant: parse(text) };
  }
  return last.instant;
}

function parse(text: string): number | null {
  if (!PATTERN.test(text)) {
    return null;
  }
  const epochMilliseconds = Date.parse(text);
  if (!Number.isFinite(epochMilliseconds) || new Date(epochMilliseconds).toUTCString() !== text) {
    return null;
  }
  return epochMilliseconds;
}
