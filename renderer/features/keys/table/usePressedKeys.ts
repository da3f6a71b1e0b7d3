import { type MouseEvent, useMemo, useRef } from 'react';
import { useLatest } from '../../../components/useLatest.ts';
import { rowElementOf, rowIndexOf } from './rowElements.ts';
import type { ShownKeys } from './shownKeys.ts';

/** Handlers for the container of the rows. */
export interface PressedKeys {
  readonly onMouseDownCapture: (event: MouseEvent) => void;
  readonly onClickCapture: (event: MouseEvent) => void;
  readonly onDoubleClickCapture: (event: MouseEvent) => void;
}

/**
 * Accepts a click only if the row still shows the key on which the mouse button was pressed, for a double click both
 * times: rows are reused for other keys as the list changes. A click by keyboard is ignored until the focused row has
 * settled.
 * @param isSettling {@link RowFocus.isSettling}.
 */
export function usePressedKeys(keys: ShownKeys, isSettling: () => boolean): PressedKeys {
  const latest = useLatest(keys);
  const pressed = useRef<readonly (string | null)[]>([]);
  return useMemo(() => {
    const keyBelow = ({ target }: MouseEvent): string | null => {
      return latest.current.keyAt(rowIndexOf(rowElementOf(target)))?.token ?? null;
    };
    const swallow = (event: MouseEvent): void => {
      event.preventDefault();
      event.stopPropagation();
    };
    return {
      onMouseDownCapture: (event) => {
        const key = keyBelow(event);
        pressed.current = event.detail > 1 ? [...pressed.current, key] : [key];
      },
      onClickCapture: (event) => {
        // `detail` is 0 for a click by keyboard.
        const isOther = event.detail === 0 ? isSettling() : pressed.current.at(-1) !== keyBelow(event);
        if (isOther) {
          swallow(event);
        }
      },
      onDoubleClickCapture: (event) => {
        const key = keyBelow(event);
        if (pressed.current.some((one) => one !== key)) {
          swallow(event);
        }
      },
    };
  }, [latest, isSettling]);
}
