import { type Dispatch, type SetStateAction, useCallback, useRef } from 'react';
import type { AuthenticationKey, KeyReference } from '../../../../shared/model/key.ts';
import { useLatest } from '../../../components/useLatest.ts';
import { keysOfRows, rowOfToken, type ShownKeys } from './shownKeys.ts';

/**
 * The selected keys, including those hidden by filters: by id, with the token. An id may refer to another key after the
 * database of the platform was restored; that key is not selected.
 */
export type KeySelection = ReadonlyMap<AuthenticationKey['id'], AuthenticationKey['token']>;

/** No key is selected. */
export const NO_SELECTION: KeySelection = new Map();

/** Whether a key is selected. */
export function isKeySelected({ id, token }: KeyReference, selection: KeySelection): boolean {
  return selection.get(id) === token;
}

/** Selects the keys with these ids. */
export function selectionOf(keys: readonly AuthenticationKey[], ids: readonly string[]): KeySelection {
  const wanted = new Set(ids);
  return withKeys(
    NO_SELECTION,
    keys.filter(({ id }) => wanted.has(id)),
    true,
  );
}

/** Selection of keys and ways to change it. */
export interface KeySelectionControl {
  readonly selection: KeySelection;
  readonly onSelectionChange: Dispatch<SetStateAction<KeySelection>>;
}

/**
 * The selected keys among `keys`, in order. Returns at once if none is selected: it is called for each letter of a
 * search, and looking up a hundred thousand ids takes longer than the search.
 */
export function selectedKeys(
  keys: readonly AuthenticationKey[],
  selection: KeySelection,
): readonly AuthenticationKey[] {
  return selection.size === 0 ? NONE : keys.filter((key) => isKeySelected(key, selection));
}

/** Number of selected keys at some places of a list. Returns at once if none is selected, like {@link selectedKeys}. */
export function countSelected(
  keys: readonly AuthenticationKey[],
  places: Uint32Array,
  selection: KeySelection,
): number {
  let count = 0;
  for (let index = 0; index < places.length && selection.size > 0; index += 1) {
    const key = keys[places[index] ?? -1];
    count += key !== undefined && isKeySelected(key, selection) ? 1 : 0;
  }
  return count;
}

/** Selects or deselects keys, leaving the others unchanged. */
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
 * Handles a click on the check box of a row: selects or deselects its key, with Shift all shown keys from the
 * previously clicked one to this one.
 */
export function useRangeToggle(
  keys: ShownKeys,
  { selection, onSelectionChange }: KeySelectionControl,
): (index: number, isRange: boolean) => void {
  const latest = useLatest({ keys, selection, onSelectionChange });
  const anchor = useRef<string | null>(null);
  return useCallback(
    (index, isRange) => {
      const { current } = latest;
      const toggled = current.keys.keyAt(index);
      if (toggled === undefined) {
        return;
      }
      const from = isRange ? rowOfToken(current.keys, anchor.current) : -1;
      const [first, last] = from < 0 ? [index, index] : [Math.min(from, index), Math.max(from, index)];
      const keysBetween = keysOfRows(current.keys, first, last);
      const isSelected = !isKeySelected(toggled, current.selection);
      current.onSelectionChange((before) => withKeys(before, keysBetween, isSelected));
      anchor.current = toggled.token;
    },
    [latest],
  );
}

const NONE: readonly AuthenticationKey[] = [];
