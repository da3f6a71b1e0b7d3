import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { useStableCallback } from '../../../components/useStableCallback.ts';
import type { RowCommands } from './useRowKeys.ts';

/** Everything that a row of the table does with its key. */
export interface TableCommands extends RowCommands {
  readonly onCopyToken: (key: AuthenticationKey) => void;
}

/**
 * Gives commands that stay the same from one render to the next and do what the latest ones do. The page is drawn for
 * each letter that is typed into its search; with new commands every row would be, too.
 */
export function useStableCommands({ onOpen, onCopyToken, onCopyNext, onDelete }: TableCommands): TableCommands {
  const deleteKey = useStableCallback((key: AuthenticationKey) => onDelete?.(key));
  return {
    onOpen: useStableCallback(onOpen),
    onCopyToken: useStableCallback(onCopyToken),
    onCopyNext: useStableCallback(onCopyNext),
    onDelete: onDelete === null ? null : deleteKey,
  };
}
