import { useLayoutEffect } from 'react';
import type { ListedKey } from './listedKeys.ts';

/**
 * Focuses the row of a key once it is the only row.
 * @param landing id of the key; `null` for none.
 * @param focusRow {@link RowFocus.focusRow}.
 */
export function useLanding(
  keys: readonly ListedKey[],
  landing: string | null,
  onLanded: () => void,
  focusRow: (index: number) => void,
): void {
  // Synchronously: the next key press is meant for it.
  useLayoutEffect(() => {
    if (landing !== null && keys.length === 1 && keys[0]?.key.id === landing) {
      focusRow(0);
      onLanded();
    }
  }, [keys, landing, onLanded, focusRow]);
}
