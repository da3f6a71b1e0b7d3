import dayjs from 'dayjs';
import { DAY_MS } from '../../../../../shared/model/instant.ts';
import { SHOWN_STATUSES, type ShownStatus } from '../../../../../shared/model/keyStatuses.ts';
import type { DateField, DateTest, ParsedQuery, QueryCondition, StatusName, TimeUnit } from './queryTypes.ts';
import type { Marks, SearchColumns } from './searchColumns.ts';

/** What is known of the statuses of the keys, by place in the list. */
interface WithStatuses {
  /** Indexes of {@link SHOWN_STATUSES}. */
  readonly statuses: Uint8Array;
  /** 1 for each key that expires soon and needs a new one. */
  readonly isUnreplaced: Uint8Array;
  /** Places of the keys that are being rotated. */
  readonly rotating: Uint32Array;
}

/** Units of fixed length, like the days of a key's status; months and years follow the calendar. */
const UNIT_MS: Readonly<Record<Exclude<TimeUnit, 'm' | 'y'>, number>> = { h: DAY_MS / 24, d: DAY_MS, w: 7 * DAY_MS };

/**
 * The places of the keys that fulfil every term of a search.
 * @param listed the keys of the columns.
 * @param order their places, in the order in which the keys are to come.
 * @param now milliseconds since the epoch, UTC.
 */
export function matchQuery(
  query: ParsedQuery,
  listed: WithStatuses,
  columns: SearchColumns,
  order: Uint32Array,
  now: number,
): Uint32Array {
  const marks = marksOf(query, listed, columns, now);
  if (marks === null) {
    return order;
  }
  let matches = 0;
  for (let place = 0; place < marks.length; place += 1) {
    // Defined, like the other elements: these are places of keys.
    matches += marks[place] as number;
  }
  // No larger than needed: what a letter leaves behind is collected while the next one is typed. One more, since each
  // key is written before it is known whether it matches.
  const found = new Uint32Array(matches + 1);
  for (let index = 0, count = 0; count < matches; index += 1) {
    const place = order[index] as number;
    found[count] = place;
    count += marks[place] as number;
  }
  return found.subarray(0, matches);
}

/** Marks the keys that fulfil every term; `null` for all keys, if there is no term. */
function marksOf(query: ParsedQuery, listed: WithStatuses, columns: SearchColumns, now: number): Marks | null {
  let marks: Marks | null = null;
  for (const { condition, isNegated } of distinctTerms(query)) {
    if (condition.field === 'seen' && !columns.hasLogs) {
      // Neither a call nor its absence is known.
      return new Uint8Array(listed.statuses.length);
    }
    const fulfilled = marksOfTerm(condition, listed, columns, now);
    const wanted = isNegated ? 0 : 1;
    for (let place = 0; place < fulfilled.length; place += 1) {
      fulfilled[place] = fulfilled[place] === wanted && (marks === null || marks[place] === 1) ? 1 : 0;
    }
    marks = fulfilled;
  }
  return marks;
}

/** The value of `status:` for a status. */
function statusName(status: ShownStatus): StatusName {
  return status === 'noPermission' ? 'nopermission' : status;
}

/** Removes duplicate terms: a long pasted text has many. */
function distinctTerms({ terms }: ParsedQuery) {
  return new Map(terms.map((term) => [JSON.stringify([term.isNegated, term.condition]), term])).values();
}

function marksOfTerm(condition: QueryCondition, listed: WithStatuses, columns: SearchColumns, now: number): Marks {
  switch (condition.field) {
    case 'text':
      return columns.withText(condition.text);
    case 'role':
      return columns.withRole(condition.text);
    case 'token':
      return columns.withToken(condition.text);
    case 'owner':
    case 'purpose':
    case 'ticket':
    case 'tag':
      return columns.withNote(condition.field, condition.text);
    case 'account':
      return columns.withAccount(condition.words, condition.text);
    case 'status':
      return marksOfStatuses(new Set(condition.statuses), listed);
    default: {
      const instants = columns[condition.field]();
      const { from, until, isNever } = boundsOf(condition.field, condition.test, now);
      const marks = new Uint8Array(listed.statuses.length);
      for (let place = 0; place < marks.length; place += 1) {
        const instant = instants[place] ?? Number.NaN;
        marks[place] = (isNever ? Number.isNaN(instant) : instant >= from && instant < until) ? 1 : 0;
      }
      return marks;
    }
  }
}

function marksOfStatuses(names: ReadonlySet<StatusName>, { statuses, isUnreplaced, rotating }: WithStatuses): Marks {
  const isWanted = SHOWN_STATUSES.map((status) => (names.has(statusName(status)) ? 1 : 0));
  const marks = new Uint8Array(statuses.length);
  for (let place = 0; place < marks.length; place += 1) {
    // Defined: there is a status for each key.
    marks[place] = isWanted[statuses[place] as number] as number;
  }
  if (names.has('unreplaced')) {
    for (let place = 0; place < marks.length; place += 1) {
      marks[place] = Math.max(marks[place] as number, isUnreplaced[place] as number);
    }
  }
  if (names.has('rotating')) {
    for (const place of rotating) {
      marks[place] = 1;
    }
  }
  return marks;
}

/** From when (inclusive) until when (exclusive) an instant passes a test. Instants are whole milliseconds. */
function boundsOf(field: DateField, test: DateTest, now: number) {
  const open = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY, isNever: test.kind === 'never' };
  if (test.kind === 'never') {
    return open;
  }
  if (test.kind === 'between') {
    return { ...open, from: test.from, until: test.until };
  }
  if (field === 'expires') {
    const limit = shifted(now, test.amount, test.unit);
    // A key that expires now has expired: expiring soon starts after now.
    return test.kind === 'near'
      ? { ...open, from: now + 1, until: test.isInclusive ? limit + 1 : limit }
      : { ...open, from: test.isInclusive ? limit : limit + 1 };
  }
  const limit = shifted(now, -test.amount, test.unit);
  // No upper limit: `now` is updated once a minute, and other clocks may be slightly ahead.
  return test.kind === 'near'
    ? { ...open, from: test.isInclusive ? limit : limit + 1 }
    : { ...open, until: test.isInclusive ? limit + 1 : limit };
}

function shifted(now: number, amount: number, unit: TimeUnit): number {
  return unit === 'm' || unit === 'y'
    ? dayjs(now)
        .add(amount, unit === 'm' ? 'month' : 'year')
        .valueOf()
    : now + amount * UNIT_MS[unit];
}
