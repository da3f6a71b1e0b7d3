import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useLatest } from '../../components/useLatest.ts';

/** How many rows Page Up and Page Down pass over. */
const PAGE_ROWS = 10;

/** Which row has the focus, or gets it by the Tab key. */
export interface RowFocus {
  /** From 0; within the rows that are shown. */
  readonly index: number;
  /** Follows a focus that came by mouse or Tab. */
  readonly setIndex: (index: number) => void;
  /** Moves on with an arrow key, Home, End, Page Up or Page Down; gives the new row, `null` for any other key. */
  readonly move: (event: KeyboardEvent, index: number) => number | null;
  /** Gives a row the focus, also one that is not in sight. */
  readonly focusRow: (index: number) => void;
}

/** The row that a key leads to from row `index`, or `null` when the key does not move. */
export function rowAfterKey(key: string, index: number, count: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowUp: -1,
    ArrowDown: 1,
    PageUp: -PAGE_ROWS,
    PageDown: PAGE_ROWS,
    Home: Number.NEGATIVE_INFINITY,
    End: Number.POSITIVE_INFINITY,
  };
  const step = steps[key];
  return step === undefined ? null : Math.max(0, Math.min(count - 1, index + step));
}

/** Keeps the focus of a virtual grid. Rows are found by their `aria-rowindex`, which starts at 2 below the header. */
export function useRowFocus(count: number, frame: HTMLElement | null): RowFocus {
  const [wanted, setIndex] = useState(0);
  const [, setRequest] = useState(0);
  const shouldFocus = useRef(false);
  const latest = useLatest(count);
  const index = Math.max(0, Math.min(wanted, count - 1));

  // After every render: a row that is to come into sight may take one more to be there.
  useEffect(() => {
    const row = shouldFocus.current ? frame?.querySelector<HTMLElement>(`[aria-rowindex="${index + 2}"]`) : null;
    if (row) {
      shouldFocus.current = false;
      row.focus({ preventScroll: true });
    }
  });

  const move = useCallback(
    (event: KeyboardEvent, from: number) => {
      const next = rowAfterKey(event.key, from, latest.current);
      if (next !== null) {
        event.preventDefault();
        shouldFocus.current = next !== from;
        setIndex(next);
      }
      return next;
    },
    [latest],
  );
  const focusRow = useCallback((next: number) => {
    shouldFocus.current = true;
    setIndex(next);
    setRequest((before) => before + 1);
  }, []);
  return { index, setIndex, move, focusRow };
}
