import { type AuthenticationKey, type KeyStatus, keyStatus } from './key.ts';
import type { KeyTableColumn, KeyView } from './keyView.ts';

/** Columns whose order follows from the keys alone: not from the notes or the access logs of this computer. */
export type OwnKeyColumn = Exclude<KeyTableColumn, 'notes' | 'accountSeen'>;

const SEVERITY: Readonly<Record<KeyStatus['kind'], number>> = { expired: 0, accountProblem: 1, expiring: 2, valid: 3 };
/** Larger than the difference between any two instants in milliseconds, so that severity takes precedence. */
const SEVERITY_STEP = 2 ** 50;

/** Compares names as people read them: letter case and the length of numbers count for nothing. */
export const compareNames = new Intl.Collator(['ru', 'en'], { sensitivity: 'base', numeric: true }).compare;

/** Compares texts that nobody reads as words, such as tokens. */
export function compareCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The text by which the column of user names is ordered. */
export function nameToCompare({ fullName, username }: Pick<AuthenticationKey, 'fullName' | 'username'>): string {
  return `${fullName}\n${username}`;
}

/**
 * Rank in the column of states: by severity, then by expiry, so that what needs attention soonest comes first.
 * @param expiry milliseconds since the epoch, UTC.
 */
export function severityRank(kind: KeyStatus['kind'], expiry: number): number {
  return SEVERITY[kind] * SEVERITY_STEP + expiry;
}

/**
 * {@link severityRank} of a key at a moment.
 * @param now milliseconds since the epoch, UTC.
 * @param expiry of the key in the same unit.
 */
export function statusRank(key: Parameters<typeof keyStatus>[0], now: number, expiry: number): number {
  return severityRank(keyStatus(key, now, expiry).kind, expiry);
}

/** Rank of an instant that may be unknown (NaN): a key without a known use counts as the least recently used. */
export function knownFirst(instant: number): number {
  return Number.isNaN(instant) ? -SEVERITY_STEP : instant;
}

/** Whether {@link keyOrder} orders by a column. */
export function isOwnColumn(column: KeyTableColumn): column is OwnKeyColumn {
  return column !== 'notes' && column !== 'accountSeen';
}

/** The order of the list as ranks; keys of the same rank keep the order in which they are listed, in both directions. */
export interface KeyOrder {
  readonly rankOf: (key: AuthenticationKey) => number | string;
  readonly compare: (left: number | string, right: number | string) => number;
}

/**
 * The order of single keys, where sorting the whole list would be too much.
 * @param now milliseconds since the epoch, UTC; used for the status only.
 */
export function keyOrder(
  column: OwnKeyColumn,
  isDescending: KeyView['sorting']['isDescending'],
  now: number,
): KeyOrder {
  const sign = isDescending ? -1 : 1;
  const byText = (compare: (left: string, right: string) => number): KeyOrder['compare'] => {
    return (left, right) => sign * compare(String(left), String(right));
  };
  const byNumber: KeyOrder['compare'] = (left, right) => sign * (Number(left) - Number(right));
  switch (column) {
    case 'userName':
      return { rankOf: nameToCompare, compare: byText(compareNames) };
    case 'token':
      return { rankOf: ({ token }) => token, compare: byText(compareCodeUnits) };
    case 'created':
      return { rankOf: ({ creationDate }) => Date.parse(creationDate), compare: byNumber };
    case 'expires':
      return { rankOf: ({ expirationDate }) => Date.parse(expirationDate), compare: byNumber };
    case 'lastUsed':
      return {
        rankOf: ({ lastUsedDate }) => knownFirst(lastUsedDate === null ? Number.NaN : Date.parse(lastUsedDate)),
        compare: byNumber,
      };
    case 'status':
      return { rankOf: (key) => statusRank(key, now, Date.parse(key.expirationDate)), compare: byNumber };
  }
}
