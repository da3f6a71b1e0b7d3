import { type KeyboardEvent, type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { AccountCoverage } from '../../../shared/model/accountCoverage.ts';
import { useLatest } from '../../components/useLatest.ts';

/** Rows that Page Up and Page Down move by. */
const PAGE_ROWS = 10;
const ROW_STEPS: Readonly<Record<string, number>> = {
  ArrowUp: -1,
  ArrowDown: 1,
  PageUp: -PAGE_ROWS,
  PageDown: PAGE_ROWS,
};

/** The row as a whole, as a position in it; its controls count from 0. */
export const WHOLE_ROW = -1;

/** What has the focus in the table, or gets it by Tab. */
export interface GridCursor {
  /** Index of the row, from 0. */
  readonly row: number;
  /** Index of the control in the row, or {@link WHOLE_ROW}. */
  readonly item: number;
  /** Follows a focus change by mouse or Tab. */
  readonly follow: (accountId: string, item: number) => void;
  /** Moves by arrow key, Home, End, Page Up or Page Down. */
  readonly move: (event: KeyboardEvent) => void;
}

/**
 * Manages the focus of the virtualized table: up and down between the rows, left and right over a row and its controls.
 * The focus stays with its account while the list changes around it. Focusable elements have the attribute
 * `data-cursor="ROW:ITEM"`.
 * @param countItems returns the number of controls in the row of an account.
 * @param scrollTo scrolls a row into view.
 */
export function useGridCursor(
  accounts: readonly AccountCoverage[],
  frame: RefObject<HTMLElement | null>,
  countItems: (account: AccountCoverage) => number,
  scrollTo: (row: number) => void,
): GridCursor {
  const [place, setPlace] = useState({ accountId: '', row: 0, item: WHOLE_ROW });
  const isWanted = useRef(false);
  const rows = useMemo(() => new Map(accounts.map(({ accountId }, row) => [accountId as string, row])), [accounts]);
  const row = Math.max(0, Math.min(rows.get(place.accountId) ?? place.row, accounts.length - 1));
  const account = accounts[row];
  const item = account === undefined ? WHOLE_ROW : Math.min(place.item, countItems(account) - 1);
  const latest = useLatest({ accounts, row, item, countItems, scrollTo });

  // After every render: a row scrolled into view may be mounted one render later.
  useLayoutEffect(() => {
    const element = isWanted.current
      ? frame.current?.querySelector<HTMLElement>(`[data-cursor="${row}:${item}"]`)
      : null;
    if (element) {
      isWanted.current = false;
      element.focus({ preventScroll: true });
    }
  });

  const follow = useCallback(
    (accountId: string, next: number) =>
      setPlace((before) =>
        before.accountId === accountId && before.item === next ? before : { accountId, row: 0, item: next },
      ),
    [],
  );
  const move = useCallback(
    (event: KeyboardEvent) => {
      const { accounts: shown, row: from, item: control, countItems: count, scrollTo: scroll } = latest.current;
      const next = target(event, { row: from, item: control }, shown.length, (at) => {
        const one = shown[at];
        return one === undefined ? 0 : count(one);
      });
      const reached = next === null ? undefined : shown[next.row];
      if (next === null || reached === undefined) {
        return;
      }
      event.preventDefault();
      isWanted.current = true;
      setPlace({ accountId: reached.accountId, ...next });
      scroll(next.row);
    },
    [latest],
  );
  return { row, item, follow, move };
}

/** Where a key press leads to; `null` if it does not move. */
function target(
  { key, ctrlKey, altKey, shiftKey, metaKey }: KeyboardEvent,
  { row, item }: { readonly row: number; readonly item: number },
  rowCount: number,
  countItems: (row: number) => number,
): { readonly row: number; readonly item: number } | null {
  if (altKey || shiftKey || metaKey) {
    return null;
  }
  const lastRow = rowCount - 1;
  if (ctrlKey) {
    return key === 'Home' ? { row: 0, item } : key === 'End' ? { row: lastRow, item } : null;
  }
  const step = ROW_STEPS[key];
  if (step !== undefined) {
    return { row: Math.max(0, Math.min(lastRow, row + step)), item };
  }
  const lastItem = countItems(row) - 1;
  switch (key) {
    case 'ArrowLeft':
      return { row, item: Math.max(WHOLE_ROW, item - 1) };
    case 'ArrowRight':
      return { row, item: Math.min(lastItem, item + 1) };
    case 'Home':
      return item === WHOLE_ROW ? { row: 0, item } : { row, item: WHOLE_ROW };
    case 'End':
      return item === WHOLE_ROW ? { row: lastRow, item } : { row, item: lastItem };
    default:
      return null;
  }
}
