import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { type AccountUse, foldUsername, type LastUse } from '../../../shared/model/lastUse.ts';

/** An account that the logs name, or that has keys. */
export interface LastUseRow {
  readonly username: string;
  /** Empty if it has no key, so that only the logs name it. */
  readonly fullName: string;
  /** Number of its keys, expired ones too. */
  readonly keys: number;
  /** `null` if the logs do not name it. */
  readonly use: AccountUse | null;
}

/** Columns by which the accounts are sorted. */
export const LAST_USE_COLUMNS = ['account', 'lastCall', 'calls', 'rejections', 'addresses', 'keys'] as const;
/** One column out of {@link LAST_USE_COLUMNS}. */
export type LastUseColumn = (typeof LAST_USE_COLUMNS)[number];

/** Which accounts are shown. `unused`: those with keys and without a call that was not rejected. */
export const LAST_USE_FILTERS = ['all', 'withKeys', 'unused'] as const;
/** One filter out of {@link LAST_USE_FILTERS}. */
export type LastUseFilter = (typeof LAST_USE_FILTERS)[number];

/** Joins the accounts of the logs with those of the keys. */
export function rowsOf({ accounts }: LastUse, keys: readonly AuthenticationKey[]): readonly LastUseRow[] {
  const rows = new Map<string, LastUseRow>();
  for (const use of accounts) {
    rows.set(foldUsername(use.username), { username: use.username, fullName: '', keys: 0, use });
  }
  for (const { username, fullName } of keys) {
    const name = foldUsername(username);
    const known = rows.get(name);
    rows.set(name, { username, fullName, keys: (known?.keys ?? 0) + 1, use: known?.use ?? null });
  }
  return [...rows.values()];
}

/** Whether an account has keys, and the logs contain no call of it that was not rejected. */
export function isUnused({ keys, use }: LastUseRow): boolean {
  return keys > 0 && (use === null || use.lastCallAt === null);
}

/** Returns the accounts that a filter and a search leave. @param search part of a name or a client address. */
export function filterRows(rows: readonly LastUseRow[], filter: LastUseFilter, search: string): readonly LastUseRow[] {
  const part = foldUsername(search.trim());
  return rows.filter(
    (row) =>
      (filter === 'all' || (filter === 'withKeys' ? row.keys > 0 : isUnused(row))) &&
      (part === '' ||
        [row.username, row.fullName, ...(row.use?.addresses ?? [])].some((text) => foldUsername(text).includes(part))),
  );
}

/** Sorts accounts by a column, and by name where it is equal. */
export function sortRows(rows: readonly LastUseRow[], column: LastUseColumn, isDescending: boolean): LastUseRow[] {
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  const byName = (left: LastUseRow, right: LastUseRow): number => collator.compare(left.username, right.username);
  const sign = isDescending ? -1 : 1;
  return rows.toSorted((left, right) =>
    column === 'account'
      ? sign * byName(left, right)
      : sign * (numberOf(left, column) - numberOf(right, column)) || byName(left, right),
  );
}

function numberOf({ use, keys }: LastUseRow, column: Exclude<LastUseColumn, 'account'>): number {
  switch (column) {
    case 'lastCall':
      return use?.lastCallAt == null ? 0 : Date.parse(use.lastCallAt);
    case 'addresses':
      return use === null ? 0 : use.addresses.length + use.otherAddresses;
    case 'keys':
      return keys;
    default:
      return use?.[column] ?? 0;
  }
}
