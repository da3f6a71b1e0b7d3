import { type KeyboardEvent, type MouseEvent, useCallback, useState } from 'react';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import type { MenuPlace } from '../../../components/ActionMenu.tsx';
import { isMenuKey } from '../../../components/shortcuts.ts';
import { useLatest } from '../../../components/useLatest.ts';
import { rowElementOf, rowIndexOf } from './rowElements.ts';
import type { ShownKeys } from './shownKeys.ts';

/** Where the menu of a row is open, and for which key. */
export interface RowMenuPlace extends MenuPlace {
  /** The key of the row when it was opened: the row may show another one by now. */
  readonly key: AuthenticationKey;
}

/** The menu of a row, and what opens it. */
export interface RowMenuControl {
  /** `null` while it is closed. */
  readonly place: RowMenuPlace | null;
  readonly close: () => void;
  /** Opens it by the right mouse button. */
  readonly onContextMenu: (event: MouseEvent) => void;
  /** Opens it by the menu key or Shift+F10; returns whether it was one of them. */
  readonly openByKey: (event: KeyboardEvent) => boolean;
}

/**
 * Opens a menu for the key of a row. Once it is closed, the row has the focus.
 * @param isSettling {@link RowFocus.isSettling}.
 */
export function useRowMenu(keys: ShownKeys, isSettling: () => boolean): RowMenuControl {
  const [place, setPlace] = useState<RowMenuPlace | null>(null);
  const latest = useLatest(keys);
  const open = useCallback(
    (event: KeyboardEvent | MouseEvent, pointer: MenuPlace['pointer']): void => {
      const anchor = rowElementOf(event.target);
      const key = latest.current.keyAt(rowIndexOf(anchor));
      if (anchor === null || key === undefined) {
        return;
      }
      event.preventDefault();
      anchor.focus({ preventScroll: true });
      setPlace({ anchor, key, ...(pointer !== undefined && { pointer }) });
    },
    [latest],
  );
  const onContextMenu = useCallback(
    (event: MouseEvent) => open(event, { left: event.clientX, top: event.clientY }),
    [open],
  );
  const openByKey = useCallback(
    (event: KeyboardEvent) => {
      const isForMenu = isMenuKey(event.nativeEvent);
      if (isForMenu && !isSettling()) {
        open(event, undefined);
      }
      return isForMenu;
    },
    [open, isSettling],
  );
  const close = useCallback(() => setPlace(null), []);
  return { place, close, onContextMenu, openByKey };
}
