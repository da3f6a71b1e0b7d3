import { useMemo } from 'react';
import type { KeyListHead } from '../../../../shared/model/keyListHead.ts';
import type { KeyNotes } from '../../../../shared/model/keyNote.ts';
import { isSameSorting, type KeyView } from '../../../../shared/model/keyView.ts';
import type { RotationsByToken } from '../../../api/rotationQueries.ts';
import { listKeys, type QuickFilter } from '../table/listedKeys.ts';
import type { ShownKeys } from '../table/shownKeys.ts';

/** What is shown of a list while only its head is known. */
export interface HeadList {
  /** Number of keys in the list. */
  readonly total: number;
  readonly counts: Readonly<Record<QuickFilter, number>>;
  /** The first rows; those of another search or order are not known yet. */
  readonly shown: ShownKeys;
  /** Whether a search waits for the list. */
  readonly isSearching: boolean;
  /** Whether another order waits for the list. */
  readonly isSorting: boolean;
}

/**
 * Shows the head of a list as the list will be shown.
 * @param search its text.
 * @param now milliseconds since the epoch, UTC.
 * @returns `null` without a head.
 */
export function useHeadList(
  head: KeyListHead | null,
  search: string,
  sorting: KeyView['sorting'],
  now: number,
  notes: KeyNotes,
  rotating: RotationsByToken,
): HeadList | null {
  return useMemo(() => {
    if (head === null) {
      return null;
    }
    const { total, rows, counts, expiring } = head;
    const isSearching = search.trim() !== '';
    const isSorting = !isSameSorting(head.sorting, sorting);
    const known = isSearching || isSorting ? [] : rows;
    const { at } = listKeys(known, now, notes, rotating);
    return {
      ...{ total, isSearching, isSorting },
      counts: { ...counts, all: total, unreplaced: expiring.unreplaced },
      shown: { length: total, at, keyAt: (row) => known[row] },
    };
  }, [head, search, sorting, now, notes, rotating]);
}
