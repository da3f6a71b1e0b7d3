import type { AccountCoverage, CoveringKey } from '../../../shared/model/accountCoverage.ts';
import type { Span } from '../../../shared/model/coverage.ts';

/** Choices for the number of days that the timeline looks ahead. */
export const TIMELINE_DAYS = [30, 90, 365] as const;
/** One number out of {@link TIMELINE_DAYS}. */
export type TimelineDays = (typeof TIMELINE_DAYS)[number];

/** Days before today that are shown too, so that a bar that begins today is told from one that began earlier. */
const DAYS_BEFORE: Readonly<Record<TimelineDays, number>> = { 30: 2, 90: 6, 365: 24 };

/** Number of keys drawn in a row that is not expanded: those of the account that expire last. */
export const MAX_BARS = 4;

/** The shown period, in milliseconds since the epoch. It begins and ends with a day of the system's time zone. */
export interface Timeline extends Span {
  readonly days: TimelineDays;
}

/** Calendar units that the timeline is divided into. */
export type CalendarUnit = 'year' | 'month' | 'week' | 'day';

/**
 * The timeline that looks so many days ahead: from the begin of a day shortly before today to the begin of the day after
 * the last one.
 * @param now milliseconds since the epoch.
 */
export function timelineOf(now: number, days: TimelineDays): Timeline {
  return { from: dayFrom(now, -DAYS_BEFORE[days]), to: dayFrom(now, days), days };
}

/**
 * The begin of the day that is so many days after the day of an instant. Counted by the calendar of the system's time
 * zone, since a day has 23 to 25 hours; where a change of the clocks skips midnight, the first instant of the day.
 */
function dayFrom(instant: number, days: number): number {
  const day = new Date(instant);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days).getTime();
}

/**
 * Divides a period into calendar units, in order and without gaps; the first and the last one are cut off at its ends.
 * Weeks begin on Monday.
 */
export function calendarUnits({ from, to }: Span, unit: CalendarUnit): readonly Span[] {
  const units: Span[] = [];
  let begin = from;
  while (begin < to) {
    const end = Math.min(nextUnit(begin, unit), to);
    units.push({ from: begin, to: end });
    begin = end;
  }
  return units;
}

function nextUnit(instant: number, unit: CalendarUnit): number {
  const date = new Date(instant);
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
  switch (unit) {
    case 'year':
      return new Date(year + 1, 0, 1).getTime();
    case 'month':
      return new Date(year, month + 1, 1).getTime();
    case 'week':
      return new Date(year, month, day + 7 - ((date.getDay() + 6) % 7)).getTime();
    case 'day':
      return new Date(year, month, day + 1).getTime();
  }
}

/** Where something is on the timeline, in percent of its width. */
export interface Place {
  readonly left: number;
  readonly width: number;
}

/** Returns where an instant is, from 0 to 100 percent; instants outside of the timeline are at its ends. */
export function placeOf(instant: number, { from, to }: Timeline): number {
  return ((Math.min(Math.max(instant, from), to) - from) / (to - from)) * 100;
}

/** Returns where a span is; what lies outside of the timeline is cut off. */
export function placeSpan(span: Span, timeline: Timeline): Place {
  const left = placeOf(span.from, timeline);
  return { left, width: Math.max(placeOf(span.to, timeline) - left, 0) };
}

/** A key as a bar. */
export interface Bar extends Place {
  readonly covering: CoveringKey;
  /** Whether it was created before the timeline begins. */
  readonly startsBefore: boolean;
  /** Whether it expires after the timeline ends. */
  readonly endsAfter: boolean;
}

/** The row of an account. */
export interface RowLayout {
  /** One below the other, by expiry. */
  readonly bars: readonly Bar[];
  /** Number of keys of the timeline that have no bar unless the row is expanded. All of them expire sooner than the others. */
  readonly surplus: number;
  /** Where the account has no valid key, from now on. */
  readonly gaps: readonly Place[];
}

/** Places the keys and gaps of an account on the timeline. @param isExpanded whether it shows more than {@link MAX_BARS}. */
export function layOutRow(account: AccountCoverage, timeline: Timeline, isExpanded: boolean): RowLayout {
  const drawable = account.keys.filter((covering) => isDrawable(covering, timeline));
  const drawn = isExpanded ? drawable : drawable.slice(-MAX_BARS);
  return {
    bars: drawn.map((covering) => ({
      covering,
      ...placeSpan({ from: covering.createdAt, to: covering.expiresAt }, timeline),
      startsBefore: covering.createdAt < timeline.from,
      endsAfter: covering.expiresAt > timeline.to,
    })),
    surplus: Math.max(drawable.length - MAX_BARS, 0),
    gaps: account.gaps.map((gap) => placeSpan(gap, timeline)),
  };
}

/**
 * Number of lines in a row: one per bar, and one for the button that expands it. Less work than {@link layOutRow}, since
 * the height of the table depends on all rows.
 */
export function countLines(account: AccountCoverage, timeline: Timeline, isExpanded: boolean): number {
  const bars = account.keys.reduce((count, covering) => count + (isDrawable(covering, timeline) ? 1 : 0), 0);
  return bars <= MAX_BARS ? bars : (isExpanded ? bars : MAX_BARS) + 1;
}

function isDrawable({ createdAt, expiresAt }: CoveringKey, timeline: Timeline): boolean {
  return createdAt < timeline.to && expiresAt > timeline.from && createdAt < expiresAt;
}
