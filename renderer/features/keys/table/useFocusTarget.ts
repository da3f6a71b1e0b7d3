import { useLayoutEffect } from 'react';
import type { ShownKeys } from './shownKeys.ts';

/**
 * Focuses the row of a key once it is the only row.
 * @param focusTarget id of the key; `null` for none.
 * @param focusRow {@link RowFocus.focusRow}.
 */
export function useFocusTarget(
  keys: ShownKeys,
  focusTarget: string | null,
  onTargetFocused: () => void,
  focusRow: (index: number) => void,
): void {
  // Synchronously: the next key press is meant for it.
  useLayoutEffect(() => {
    if (focusTarget !== null && keys.length === 1 && keys.keyAt(0)?.id === focusTarget) {
      focusRow(0);
      onTargetFocused();
    }
  }, [keys, focusTarget, onTargetFocused, focusRow]);
}
