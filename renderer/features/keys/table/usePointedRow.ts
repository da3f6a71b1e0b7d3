import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useLatest } from '../../../components/useLatest.ts';
import { rowElementOf, rowIndexOf } from './rowElements.ts';

/** The row under the pointer, and the handlers for the container of the rows. */
export interface PointedRow {
  /** Index among the shown rows, from 0; negative for none. */
  readonly index: number;
  readonly handlers: {
    readonly onPointerOver: (event: PointerEvent) => void;
    readonly onPointerLeave: () => void;
  };
}

/** Follows the pointer from row to row, except while rows scroll past below it. */
export function usePointedRow(isScrolling: boolean): PointedRow {
  const [index, setIndex] = useState(-1);
  const row = useRef<HTMLElement | null>(null);
  const latest = useLatest(isScrolling);
  useEffect(() => {
    if (!isScrolling) {
      setIndex(rowIndexOf(row.current));
    }
  }, [isScrolling]);
  const handlers = useMemo(() => {
    const point = (pointed: HTMLElement | null): void => {
      row.current = pointed;
      if (!latest.current) {
        setIndex(rowIndexOf(pointed));
      }
    };
    return {
      onPointerOver: ({ target }: PointerEvent) => point(rowElementOf(target)),
      onPointerLeave: () => point(null),
    };
  }, [latest]);
  return { index, handlers };
}
