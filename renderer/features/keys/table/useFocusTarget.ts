import { useLayoutEffect } from 'react';
import type { ListedKey } from './listedKeys.ts';

/**
 * Gives the focus to the row of a key as soon as it is the only row there.
 * @param landing the key; `null` for none.
 * @param focusRow {@link RowFocus.focusRow}.
 */
export function useLanding(
  keys: readonly ListedKey[],
  landing: string | null,
  onLanded: () => void,
  focusRow: (index: number) => void,
): void {
  // At once: what is pressed next is meant for it.
  useLayoutEffect(() => {
    if (landing !== null && keys.length === 1 && keys[0]?.key.id === landing) {
      focusRow(0);
      onLanded();
    }
  }, [keys, landing, onLanded, focusRow]);
}
