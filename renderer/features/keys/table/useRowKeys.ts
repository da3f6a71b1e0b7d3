import { type KeyboardEvent, useCallback } from 'react';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { DELETE_KEYS, hasNoModifier, isShortcut } from '../../../components/shortcuts.ts';
import { useLatest } from '../../../components/useLatest.ts';
import { rowElementOf, rowIndexOf } from './rowElements.ts';
import type { ShownKeys } from './shownKeys.ts';
import type { RowFocus } from './useRowFocus.ts';
import { useTypeAhead } from './useTypeAhead.ts';

/** What the keyboard does with the key of a row. */
export interface RowCommands {
  readonly onOpen: (key: AuthenticationKey) => void;
  /** Called by the copy shortcut anywhere in a row. */
  readonly onCopyNext: (key: AuthenticationKey) => void;
  /** Called by the hand-over shortcut anywhere in a row. */
  readonly onHandOver: (key: AuthenticationKey) => void;
  /** Called by the test shortcut anywhere in a row; `null` while keys cannot be tested. */
  readonly onTest: ((key: AuthenticationKey) => void) | null;
  /** Called on Delete; `null` while nothing can be deleted. */
  readonly onDelete: ((key: AuthenticationKey) => void) | null;
}

/** Keyboard operations on the rows of the table. */
export interface RowTable {
  readonly keys: ShownKeys;
  readonly focus: RowFocus;
  readonly toggle: (index: number, isRange: boolean) => void;
  readonly selectAll: () => void;
  readonly scrollTo: (index: number) => void;
}

/**
 * Returns the key handler of the rows: Enter opens, Space selects (with Shift a range), Delete deletes, the system's
 * select-all shortcut selects all shown keys, letters move to a name, arrow keys and the like to another row. The
 * handler is stable, since the rows are memoized.
 */
export function useRowKeys(commands: RowCommands, rowTable: RowTable): (event: KeyboardEvent) => void {
  const latest = useLatest({ commands, rowTable });
  const rowByTyping = useTypeAhead();
  return useCallback(
    (event) => {
      const row = rowElementOf(event.target);
      const index = rowIndexOf(row);
      const { commands, rowTable } = latest.current;
      const { keys, focus, scrollTo } = rowTable;
      const key = keys.keyAt(index);
      if (key === undefined) {
        // It has not arrived yet, and can only be left.
        const next = focus.move(event, index);
        if (next !== null) {
          scrollTo(next);
        }
        return;
      }
      const isSettling = focus.isSettling();
      const shortcut = shortcutOf(event, commands);
      if (shortcut !== null) {
        event.preventDefault();
        if (!event.repeat && !isSettling) {
          shortcut(key);
        }
        return;
      }
      if (event.target !== row) {
        return;
      }
      // Before the commands: Space in the middle of a name belongs to the name.
      const names = {
        length: keys.length,
        at: (row: number) => nameOf(keys.keyAt(row)),
        idAt: (row: number) => keys.keyAt(row)?.id,
      };
      const typed = rowByTyping(event, names, index);
      const command = typed === undefined ? commandOf(event, commands, rowTable, index, key) : null;
      if (typed !== undefined || command !== null) {
        event.preventDefault();
      }
      if (command !== null && !isSettling) {
        command();
      }
      if (command !== null) {
        return;
      }
      const next = typed === undefined ? focus.move(event, index) : typed;
      if (typed !== undefined && typed !== null) {
        focus.focusRow(typed);
      }
      if (next !== null) {
        scrollTo(next);
      }
    },
    [latest, rowByTyping],
  );
}

/** The command of a shortcut that applies anywhere in a row, or `null`. */
function shortcutOf(event: KeyboardEvent, { onCopyNext, onHandOver, onTest }: RowCommands): RowCommands['onTest'] {
  const { nativeEvent } = event;
  if (isShortcut(nativeEvent, 'C')) {
    return onCopyNext;
  }
  if (isShortcut(nativeEvent, 'H')) {
    return onHandOver;
  }
  return isShortcut(nativeEvent, 'T') ? onTest : null;
}

function commandOf(
  event: KeyboardEvent,
  { onOpen, onDelete }: RowCommands,
  { toggle, selectAll }: RowTable,
  index: number,
  key: AuthenticationKey,
): (() => void) | null {
  if (isShortcut(event.nativeEvent, 'A')) {
    return selectAll;
  }
  if (!hasNoModifier(event.nativeEvent)) {
    return null;
  }
  if (event.key === 'Enter') {
    return () => onOpen(key);
  }
  if (event.key === ' ') {
    return () => toggle(index, event.shiftKey);
  }
  return DELETE_KEYS.includes(event.key) && onDelete !== null ? () => onDelete(key) : null;
}

function nameOf(key: AuthenticationKey | undefined): string {
  return key === undefined ? '' : key.fullName || key.username;
}
