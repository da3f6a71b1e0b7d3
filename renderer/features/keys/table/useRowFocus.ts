import { type KeyboardEvent, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { useLatest } from '../../../components/useLatest.ts';
import type { ListedKey } from './listedKeys.ts';

/** How many rows Page Up and Page Down pass over. */
const PAGE_ROWS = 10;
/** How long commands wait after another key came below the focus, in milliseconds: they were meant for the one before. */
const SETTLING_MS = 500;

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
  /** Whether the key with the focus has just left the list, so that the row is another's. */
  readonly isSettling: () => boolean;
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

/**
 * Keeps the focus of a virtual grid. Rows are found by their `aria-rowindex`, which starts at 2 below the header. A focus
 * stays with its key while the list changes around it: what is pressed next is meant for that key.
 * @param scrollTo brings a row into sight.
 */
export function useRowFocus(
  keys: readonly ListedKey[],
  frame: HTMLElement | null,
  scrollTo: (index: number) => void,
): RowFocus {
  const [wanted, setWanted] = useState(0);
  const [, setRequest] = useState(0);
  /** What is to get the focus as soon as it is there: a row, or the control at this place in it. */
  const request = useRef<{ readonly row: number; readonly place: number } | null>(null);
  /** What had the focus last, and the token of its key. */
  const held = useRef<Element | null>(null);
  const focused = useRef<string | null>(null);
  const replacedAt = useRef(Number.NEGATIVE_INFINITY);
  const latest = useLatest({ keys, scrollTo });
  const index = Math.max(0, Math.min(wanted, keys.length - 1));

  // Before anything else can be pressed.
  useLayoutEffect(() => {
    // A row that has left the document took the focus with it.
    const isLost = document.activeElement === document.body && held.current?.isConnected === false;
    const active = isLost ? held.current : document.activeElement;
    const row = isLost || frame?.contains(active) ? active?.closest<HTMLElement>('[aria-rowindex]') : null;
    const before = row ? Number(row.getAttribute('aria-rowindex')) - 2 : -1;
    if (!row || before < 0 || keys[before]?.key.token === focused.current) {
      return;
    }
    const place = controlsOf(row).indexOf(active as HTMLElement);
    const now = keys.findIndex(({ key }) => key.token === focused.current);
    const next = now < 0 ? Math.min(before, keys.length - 1) : now;
    request.current = { row: next, place };
    setWanted(next);
    if (now < 0) {
      replacedAt.current = performance.now();
      focused.current = keys[next]?.key.token ?? null;
    } else {
      latest.current.scrollTo(now);
    }
    setRequest((requests) => requests + 1);
  }, [keys, frame, latest]);

  // After every render: a row that is to come into sight may take one more to be there.
  useLayoutEffect(() => {
    const { current } = request;
    const row = current?.row === index ? frame?.querySelector<HTMLElement>(`[aria-rowindex="${index + 2}"]`) : null;
    if (current !== null && row) {
      request.current = null;
      (controlsOf(row)[current.place] ?? row).focus({ preventScroll: true });
    }
  });

  const setIndex = useCallback(
    (next: number) => {
      held.current = document.activeElement;
      focused.current = latest.current.keys[next]?.key.token ?? null;
      setWanted(next);
    },
    [latest],
  );
  const move = useCallback(
    (event: KeyboardEvent, from: number) => {
      const next = rowAfterKey(event.key, from, latest.current.keys.length);
      if (next !== null) {
        event.preventDefault();
        request.current = next === from ? null : { row: next, place: -1 };
        setWanted(next);
      }
      return next;
    },
    [latest],
  );
  const focusRow = useCallback((next: number) => {
    request.current = { row: next, place: -1 };
    setWanted(next);
    setRequest((before) => before + 1);
  }, []);
  const isSettling = useCallback(() => performance.now() - replacedAt.current < SETTLING_MS, []);
  return { index, setIndex, move, focusRow, isSettling };
}

function controlsOf(row: HTMLElement): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>('input, button')];
}
