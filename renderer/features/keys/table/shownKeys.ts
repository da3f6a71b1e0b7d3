import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import type { ListedKey } from './listedKeys.ts';

/** The rows of the table, in display order. Rows are asked for one by one, so that only those in view are made. */
export interface ShownKeys {
  /** Number of rows, also of those whose key has not arrived yet. */
  readonly length: number;
  /**
   * What a row shows: the same object until something about its key changes, so that memoized rows do not render.
   * `undefined` for a row whose key has not arrived yet, and outside of the table.
   */
  readonly at: (row: number) => ListedKey | undefined;
  /** The key of a row, likewise. Takes less time than {@link at}, for passes over many rows. */
  readonly keyAt: (row: number) => AuthenticationKey | undefined;
}

/** The keys of the rows from `first` to `last`, both inclusive, without those that have not arrived yet. */
export function keysOfRows(shown: ShownKeys, first = 0, last = shown.length - 1): readonly AuthenticationKey[] {
  const keys: AuthenticationKey[] = [];
  for (let row = first; row <= last; row += 1) {
    const key = shown.keyAt(row);
    if (key !== undefined) {
      keys.push(key);
    }
  }
  return keys;
}

/** The row of the key with this token; -1 if there is none. */
export function rowOfToken(shown: ShownKeys, token: string | null): number {
  for (let row = 0; row < shown.length; row += 1) {
    if (shown.keyAt(row)?.token === token) {
      return row;
    }
  }
  return -1;
}
