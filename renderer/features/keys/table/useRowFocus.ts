import { type KeyboardEvent, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { useLatest } from '../../../components/useLatest.ts';
import { rowElementOf, rowIndexOf } from './rowElements.ts';
import { rowOfToken, type ShownKeys } from './shownKeys.ts';

/** Rows that Page Up and Page Down move by. */
const PAGE_ROWS = 10;
/**
 * How long commands are ignored after another key moved under the focus, in milliseconds: they were meant for the
 * previous one.
 */
const SETTLING_MS = 500;

/** The row that has the focus or gets it by Tab. */
export interface RowFocus {
  /** Index among the shown rows, from 0. */
  readonly index: number;
  /** Follows a focus change by mouse or Tab. */
  readonly setIndex: (index: number) => void;
  /** Moves the focus by arrow key, Home, End, Page Up or Page Down; returns the new row, `null` for any other key. */
  readonly move: (event: KeyboardEvent, index: number) => number | null;
  /** Focuses a row, even one outside the viewport. */
  readonly focusRow: (index: number) => void;
  /** Whether the focused key has just left the list, so that its row shows another one. */
  readonly isSettling: () => boolean;
}

/** The row that a key press moves to from row `index`; `null` if it does not move. */
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
 * Manages the focus of a virtualized grid. Rows are found by `aria-rowindex`, which starts at 2 below the header. The
 * focus stays with its key while the list changes around it: the next key press is meant for that key.
 * @param scrollTo scrolls a row into view.
 */
export function useRowFocus(keys: ShownKeys, frame: HTMLElement | null, scrollTo: (index: number) => void): RowFocus {
  const [wanted, setWanted] = useState(0);
  const [, setRequest] = useState(0);
  /** What to focus once it is mounted: a row, or the control at this position in it. */
  const request = useRef<{ readonly row: number; readonly place: number } | null>(null);
  /** Last focused element, and the token of its key. */
  const held = useRef<Element | null>(null);
  const focused = useRef<string | null>(null);
  const replacedAt = useRef(Number.NEGATIVE_INFINITY);
  const latest = useLatest({ keys, scrollTo });
  const index = Math.max(0, Math.min(wanted, keys.length - 1));

  // Before the next key press.
  useLayoutEffect(() => {
    // An unmounted row took the focus with it.
    const isLost = document.activeElement === document.body && held.current?.isConnected === false;
    const active = isLost ? held.current : document.activeElement;
    const row = isLost || frame?.contains(active) ? rowElementOf(active) : null;
    const before = rowIndexOf(row);
    if (!row || before < 0 || (keys.keyAt(before)?.token ?? null) === focused.current) {
      return;
    }
    const place = controlsOf(row).indexOf(active as HTMLElement);
    const now = rowOfToken(keys, focused.current);
    const next = now < 0 ? Math.min(before, keys.length - 1) : now;
    request.current = { row: next, place };
    setWanted(next);
    if (now < 0) {
      replacedAt.current = performance.now();
      focused.current = keys.keyAt(next)?.token ?? null;
    } else {
      latest.current.scrollTo(now);
    }
    setRequest((requests) => requests + 1);
  }, [keys, frame, latest]);

  // After every render: a row scrolled into view may be mounted one render later.
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
      focused.current = latest.current.keys.keyAt(next)?.token ?? null;
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
