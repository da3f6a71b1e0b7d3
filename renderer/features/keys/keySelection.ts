import { type Dispatch, type SetStateAction, useCallback, useRef } from 'react';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { useLatest } from '../../components/useLatest.ts';
import type { ListedKey } from './filterKeys.ts';

/** The identifiers of the ticked keys, also of those that the filters hide. */
export type KeySelection = ReadonlySet<AuthenticationKey['id']>;

/** Nothing is ticked. */
export const NO_SELECTION: KeySelection = new Set();

/** How keys are ticked. */
export interface KeySelectionControl {
  readonly selection: KeySelection;
  readonly onSelectionChange: Dispatch<SetStateAction<KeySelection>>;
}

/**
 * The identifiers of those keys that are ticked, in order. At once while none is: it is asked for each letter of a search,
 * and to look up a hundred thousand identifiers takes longer than the search.
 */
export function tickedIds(keys: readonly AuthenticationKey[], selection: KeySelection): readonly string[] {
  return selection.size === 0 ? NONE : keys.filter(({ id }) => selection.has(id)).map(({ id }) => id);
}

/** How many of those keys are ticked. At once while none is, as {@link tickedIds}. */
export function countTicked(keys: readonly ListedKey[], selection: KeySelection): number {
  return selection.size === 0 ? 0 : keys.reduce((sum, { key }) => sum + (selection.has(key.id) ? 1 : 0), 0);
}

/** Ticks or unticks keys, so that the rest stays as it is. */
export function withKeys(selection: KeySelection, ids: readonly string[], isSelected: boolean): KeySelection {
  const changed = new Set(selection);
  for (const id of ids) {
    if (isSelected) {
      changed.add(id);
    } else {
      changed.delete(id);
    }
  }
  return changed;
}

/**
 * Gives what a click on the check box of a row does: ticks or unticks its key, with Shift all keys from the one that was
 * clicked before to this one, as they are shown now.
 */
export function useRangeToggle(
  keys: readonly ListedKey[],
  { selection, onSelectionChange }: KeySelectionControl,
): (index: number, isRange: boolean) => void {
  const latest = useLatest({ keys, selection, onSelectionChange });
  const anchor = useRef<string | null>(null);
  return useCallback(
    (index, isRange) => {
      const { current } = latest;
      const id = current.keys[index]?.key.id;
      if (id === undefined) {
        return;
      }
      const from = isRange ? current.keys.findIndex(({ key }) => key.id === anchor.current) : -1;
      const [first, last] = from < 0 ? [index, index] : [Math.min(from, index), Math.max(from, index)];
      const ids = current.keys.slice(first, last + 1).map(({ key }) => key.id);
      const isSelected = !current.selection.has(id);
      current.onSelectionChange((before) => withKeys(before, ids, isSelected));
      anchor.current = id;
    },
    [latest],
  );
}

const NONE: readonly string[] = [];
