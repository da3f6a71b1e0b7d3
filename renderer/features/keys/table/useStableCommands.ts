import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import type { Rotation } from '../../../../shared/model/rotation.ts';
import type { MenuAction } from '../../../components/ActionMenu.tsx';
import { useStableCallback } from '../../../components/useStableCallback.ts';
import type { RowCommands } from './useRowKeys.ts';

/** Everything that a row can do with its key. */
export interface TableCommands extends RowCommands {
  /** The items of the menu of a row. */
  readonly menuOf: (key: AuthenticationKey) => readonly MenuAction[];
  readonly onCopyToken: (key: AuthenticationKey) => void;
  /** Opens the rotation that a key is part of. */
  readonly onRotation: (rotation: Rotation) => void;
}

/**
 * Returns stable functions that call the latest commands. The page renders for each letter typed into the search; with
 * new functions every row would render, too.
 */
export function useStableCommands(commands: TableCommands): TableCommands {
  const { onOpen, onCopyToken, onCopyNext, onHandOver, onTest, onDelete, onRotation, menuOf } = commands;
  const testKey = useStableCallback((key: AuthenticationKey) => onTest?.(key));
  const deleteKey = useStableCallback((key: AuthenticationKey) => onDelete?.(key));
  return {
    menuOf: useStableCallback(menuOf),
    onOpen: useStableCallback(onOpen),
    onCopyToken: useStableCallback(onCopyToken),
    onCopyNext: useStableCallback(onCopyNext),
    onHandOver: useStableCallback(onHandOver),
    onRotation: useStableCallback(onRotation),
    onTest: onTest === null ? null : testKey,
    onDelete: onDelete === null ? null : deleteKey,
  };
}
