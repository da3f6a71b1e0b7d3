import { type RefObject, useEffect } from 'react';

/**
 * Gives the focus to the row of a key as soon as it is the only row there.
 * @param rowIds the identifiers of the rows in their order.
 * @param landing the key; `null` for none.
 */
export function useLanding(
  frame: RefObject<HTMLElement | null>,
  rowIds: readonly { readonly id: string }[],
  landing: string | null,
  onLanded: () => void,
): void {
  // After every render: the row is drawn a moment later than it is counted, once the list has been measured.
  useEffect(() => {
    if (landing === null || rowIds.length !== 1 || rowIds[0]?.id !== landing) {
      return;
    }
    const row = frame.current?.querySelector<HTMLElement>('[aria-rowindex="2"]');
    if (row) {
      row.focus({ preventScroll: true });
      onLanded();
    }
  });
}
