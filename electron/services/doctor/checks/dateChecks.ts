import { MAX_CLOCK_SKEW_MS } from '../../../../shared/hmac/stringToSign.ts';
import { parseHttpDate } from '../../../../shared/httpDate.ts';
import type { Finding, FindingCode } from '../../../../shared/model/doctor.ts';
import { findingAt } from '../findings.ts';
import type { Piece } from '../pastedRequest.ts';
import { dateHeader, headersNamed, type RequestView } from '../requestView.ts';
import { hasPlaceholder } from './placeholderChecks.ts';

const DAYS = 'Sun|Mon|Tue|Wed|Thu|Fri|Sat';
const MONTHS = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
/** IMF-fixdate (RFC 9110, 5.6.7). */
const FIXDATE = new RegExp(String.raw`^(?:${DAYS}), \d\d (?:${MONTHS}) \d{4} \d\d:\d\d:\d\d GMT$`);
const ONE_DIGIT_DAY = new RegExp(String.raw`^(?:${DAYS}), \d (?:${MONTHS}) \d{4} \d\d:\d\d:\d\d GMT$`);
const MONTH_FIRST = new RegExp(String.raw`^(?:${MONTHS}), \d`);
const ZERO_OFFSET = /(?:UTC?|Z|[+-]0000)$/;
/** A date in the order of HTTP, whatever its names are. */
const SHAPE =
  /^(?<weekday>\S+?)\.?, *(?<day>\d{1,2})[ -](?<month>[^\d\s-]+?)\.?[ -](?<year>\d{4}) (?<time>\d\d:\d\d:\d\d) *GMT$/u;

/** Checks the form of the signed date, and compares it with the clock. @param now milliseconds since the epoch. */
export function checkDate(view: RequestView, now: number): Finding[] {
  const [header] = headersNamed(view, dateHeader(view));
  if (header === undefined || hasPlaceholder(header.value.text)) {
    return [];
  }
  const { value } = header;
  const instant = parseHttpDate(value.text);
  const clock = clockOf(view, now);
  if (instant === null) {
    return [unreadable(value, clock.instant)];
  }
  return [...formRemarks(value, instant), ...compare(value, instant, clock)];
}

interface ReferenceClock {
  readonly instant: number;
  readonly reference: 'response' | 'log' | 'now';
}

function clockOf({ response, request }: RequestView, now: number): ReferenceClock {
  if (response.date !== null) {
    return { instant: response.date, reference: 'response' };
  }
  return request.at === null ? { instant: now, reference: 'now' } : { instant: request.at, reference: 'log' };
}

/** A request that is examined later than it was sent is old, which is no mistake. */
function compare(value: Piece, instant: number, { instant: now, reference }: ReferenceClock): Finding[] {
  const skew = instant - now;
  if (Math.abs(skew) <= MAX_CLOCK_SKEW_MS) {
    return [];
  }
  const seconds = Math.round(Math.abs(skew) / 1000);
  const behind = reference === 'now' ? 'dateLongAgo' : 'clockBehind';
  const expected = new Date(now).toUTCString();
  return [findingAt(skew < 0 ? behind : 'clockAhead', value, { expected, facts: { seconds, reference } })];
}

function formRemarks(value: Piece, instant: number): Finding[] {
  const { text } = value;
  const forms: readonly (readonly [FindingCode, RegExp])[] = [
    ['dateOneDigitDay', ONE_DIGIT_DAY],
    ['dateMonthFirst', MONTH_FIRST],
    ['dateZeroOffset', ZERO_OFFSET],
  ];
  const code = forms.find(([, form]) => form.test(text))?.[0] ?? 'dateOldForm';
  return FIXDATE.test(text) ? [] : [findingAt(code, value, { expected: new Date(instant).toUTCString() })];
}

function unreadable(value: Piece, now: number): Finding {
  const text = value.text.trim();
  const meant = (instant: number) => ({ expected: new Date(Number.isNaN(instant) ? now : instant).toUTCString() });
  if (/^\d{4}-\d\d-\d\d(?:[T ]|$)/.test(text)) {
    return findingAt('dateIso', value, meant(Date.parse(text.replace(' ', 'T'))));
  }
  if (/(?:[+-]\d{2}:?\d{2}|(?:GMT|UTC)[+-]\d+|\b(?!GMT|UTC)[A-Z]{3,4})$/.test(text)) {
    return findingAt('dateOtherZone', value, meant(Date.parse(text)));
  }
  const { weekday = '', day = '', month = '', year = '', time = '' } = SHAPE.exec(text)?.groups ?? {};
  const isEnglish = new RegExp(`^(?:${DAYS})`, 'i').test(weekday) && new RegExp(`^(?:${MONTHS})`, 'i').test(month);
  if (/[^!-~ ]/.test(text) || (day !== '' && !isEnglish)) {
    return findingAt('dateOtherLanguage', value, meant(now));
  }
  // Without the weekday, only a nonexistent day or time is rejected.
  const instant = parseHttpDate(`${day} ${month.slice(0, 3)} ${year} ${time} GMT`);
  if (day !== '') {
    return instant === null
      ? findingAt('dateNonexistent', value, meant(now))
      : findingAt('dateWrongWeekday', value, meant(instant));
  }
  return findingAt('dateUnreadable', value, meant(now));
}
