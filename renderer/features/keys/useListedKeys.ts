import { useMemo } from 'react';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import type { KeyView } from '../../../shared/model/keyView.ts';
import { type ListedKey, listKeys } from './filterKeys.ts';
import { orderKeys } from './orderKeys.ts';

/**
 * The keys of a list in the order of the table, each with its status. Worked out for the whole list, so that search and
 * filters only have to leave some out.
 * @param now milliseconds since the epoch, UTC.
 */
export function useListedKeys(
  keys: readonly AuthenticationKey[],
  sorting: KeyView['sorting'],
  now: number,
): readonly ListedKey[] {
  // Nothing but the status changes its place by the passing of time.
  const orderedAt = sorting.column === 'status' ? now : 0;
  const ordered = useMemo(() => orderKeys(keys, sorting, orderedAt), [keys, sorting, orderedAt]);
  return useMemo(() => listKeys(ordered, now), [ordered, now]);
}
