import dayjs from 'dayjs';
import { DAY_MS } from '../../../../../shared/model/instant.ts';
import type { KeyStatus } from '../../../../../shared/model/key.ts';
import type { DateField, DateTest, ParsedQuery, QueryCondition, StatusName, TimeUnit } from './queryTypes.ts';
import type { SearchColumns } from './searchColumns.ts';
import type { TextColumn } from './textColumn.ts';

/** A key with its status. */
interface WithStatus {
  readonly status: KeyStatus;
  /** Anything but `undefined` if the key is being rotated. */
  readonly rotation?: object | undefined;
  /** Whether it expires soon and needs a new key. */
  readonly isUnreplaced: boolean;
}

/** Whether the key at this index matches. */
type Check = (index: number) => boolean;

/** Units of fixed length, like the days of a key's status; months and years follow the calendar. */
const UNIT_MS: Readonly<Record<Exclude<TimeUnit, 'm' | 'y'>, number>> = { h: DAY_MS / 24, d: DAY_MS, w: 7 * DAY_MS };

/**
 * The keys that fulfil every term of a search.
 * @param listed the keys in the order of the columns.
 * @param order their places, in the order in which the keys are to come.
 * @param now milliseconds since the epoch, UTC.
 */
export function matchQuery<Listed extends WithStatus>(
  query: ParsedQuery,
  listed: readonly Listed[],
  columns: SearchColumns,
  order: Uint32Array,
  now: number,
): readonly Listed[] {
  const checks = [...distinctTerms(query)].map(({ condition, isNegated }) => {
    if (condition.field === 'seen' && !columns.hasLogs) {
      // Neither a call nor its absence is known.
      return () => false;
    }
    const check = checkOf(condition, listed, columns, now);
    return isNegated ? (index: number) => !check(index) : check;
  });
  const [only] = checks;
  const isFound: Check = checks.length === 1 && only ? only : (index) => checks.every((check) => check(index));
  const found: Listed[] = [];
  for (const index of order) {
    const key = listed[index];
    if (key !== undefined && isFound(index)) {
      found.push(key);
    }
  }
  return found;
}

/** The value of `status:` for a status. */
function statusName(status: KeyStatus): StatusName {
  if (status.kind !== 'accountProblem') {
    return status.kind;
  }
  return status.problem === 'noPermission' ? 'nopermission' : status.problem;
}

/** Removes duplicate terms: a long pasted text has many. */
function distinctTerms({ terms }: ParsedQuery) {
  return new Map(terms.map((term) => [JSON.stringify([term.isNegated, term.condition]), term])).values();
}

function checkOf(condition: QueryCondition, listed: readonly WithStatus[], columns: SearchColumns, now: number): Check {
  switch (condition.field) {
    case 'text':
      return includes(columns.texts(), condition.text);
    case 'role':
      return includes(columns.roles(), condition.text);
    case 'token':
      return includes(columns.tokens(), condition.text);
    case 'owner':
    case 'purpose':
    case 'ticket':
    case 'tag':
      return includes(columns.notes(condition.field), condition.text);
    case 'account': {
      const names = columns.names();
      const words = condition.words.map((word) => includes(names, word));
      const ids = columns.accountIds();
      return (index) => words.every((isNamed) => isNamed(index)) || ids[index] === condition.text;
    }
    case 'status': {
      const statuses = new Set(condition.statuses);
      return (index) => {
        const key = listed[index];
        return (
          key !== undefined &&
          (statuses.has(statusName(key.status)) ||
            (key.rotation !== undefined && statuses.has('rotating')) ||
            (key.isUnreplaced && statuses.has('unreplaced')))
        );
      };
    }
    default: {
      const instants = columns[condition.field]();
      const { from, until, isNever } = boundsOf(condition.field, condition.test, now);
      return isNever
        ? (index) => Number.isNaN(instants[index])
        : (index) => {
            const instant = instants[index] ?? Number.NaN;
            return instant >= from && instant < until;
          };
    }
  }
}

function includes(column: TextColumn, text: string): Check {
  const marks = column.placesWith(text);
  return (index) => marks[index] === 1;
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
