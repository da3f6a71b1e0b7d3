import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { useStableCallback } from '../../../components/useStableCallback.ts';
import type { RowCommands } from './useRowKeys.ts';

/** Everything that a row can do with its key. */
export interface TableCommands extends RowCommands {
  readonly onCopyToken: (key: AuthenticationKey) => void;
}

/**
 * Returns stable functions that call the latest commands. The page renders for each letter typed into the search; with
 * new functions every row would render, too.
 */
export function useStableCommands(commands: TableCommands): TableCommands {
  const { onOpen, onCopyToken, onCopyNext, onHandOver, onDelete } = commands;
  const deleteKey = useStableCallback((key: AuthenticationKey) => onDelete?.(key));
  return {
    onOpen: useStableCallback(onOpen),
    onCopyToken: useStableCallback(onCopyToken),
    onCopyNext: useStableCallback(onCopyNext),
    onHandOver: useStableCallback(onHandOver),
    onDelete: onDelete === null ? null : deleteKey,
  };
}
