import { type Dispatch, type SetStateAction, useCallback, useRef } from 'react';
import type { AuthenticationKey, KeyReference } from '../../../../shared/model/key.ts';
import { useLatest } from '../../../components/useLatest.ts';
import type { ListedKey } from './listedKeys.ts';

/**
 * The ticked keys, also those that the filters hide: by identifier, with the token that was ticked. An identifier may come
 * to name another key, when the database of the platform went back in time; that one is not ticked.
 */
export type KeySelection = ReadonlyMap<AuthenticationKey['id'], AuthenticationKey['token']>;

/** Nothing is ticked. */
export const NO_SELECTION: KeySelection = new Map();

/** Whether a key is ticked. */
export function isTicked({ id, token }: KeyReference, selection: KeySelection): boolean {
  return selection.get(id) === token;
}

/** Ticks those of the keys that have these identifiers. */
export function selectionOf(keys: readonly AuthenticationKey[], ids: readonly string[]): KeySelection {
  const wanted = new Set(ids);
  return withKeys(
    NO_SELECTION,
    keys.filter(({ id }) => wanted.has(id)),
    true,
  );
}

/** How keys are ticked. */
export interface KeySelectionControl {
  readonly selection: KeySelection;
  readonly onSelectionChange: Dispatch<SetStateAction<KeySelection>>;
}

/**
 * Those keys that are ticked, in order. At once while none is: it is asked for each letter of a search, and to look up a
 * hundred thousand identifiers takes longer than the search.
 */
export function tickedKeys(keys: readonly AuthenticationKey[], selection: KeySelection): readonly AuthenticationKey[] {
  return selection.size === 0 ? NONE : keys.filter((key) => isTicked(key, selection));
}

/** How many of those keys are ticked. At once while none is, as {@link tickedKeys}. */
export function countTicked(keys: readonly ListedKey[], selection: KeySelection): number {
  return selection.size === 0 ? 0 : keys.reduce((sum, { key }) => sum + (isTicked(key, selection) ? 1 : 0), 0);
}

/** Ticks or unticks keys, so that the rest stays as it is. */
export function withKeys(selection: KeySelection, keys: readonly KeyReference[], isSelected: boolean): KeySelection {
  const changed = new Map(selection);
  for (const { id, token } of keys) {
    if (isSelected) {
      changed.set(id, token);
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
      const toggled = current.keys[index]?.key;
      if (toggled === undefined) {
        return;
      }
      const from = isRange ? current.keys.findIndex(({ key }) => key.token === anchor.current) : -1;
      const [first, last] = from < 0 ? [index, index] : [Math.min(from, index), Math.max(from, index)];
      const keysBetween = current.keys.slice(first, last + 1).map(({ key }) => key);
      const isSelected = !isTicked(toggled, current.selection);
      current.onSelectionChange((before) => withKeys(before, keysBetween, isSelected));
      anchor.current = toggled.token;
    },
    [latest],
  );
}

const NONE: readonly AuthenticationKey[] = [];
