import { useMemo } from 'react';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { useLatest } from '../../components/useLatest.ts';
import type { RowCommands } from './useRowKeys.ts';

/** Everything that a row of the table does with its key. */
export interface TableCommands extends RowCommands {
  readonly onCopyToken: (key: AuthenticationKey) => void;
}

/**
 * Gives commands that stay the same from one render to the next and do what the latest ones do. The page is drawn for
 * each letter that is typed into its search; with new commands every row would be, too.
 */
export function useStableCommands(commands: TableCommands): TableCommands {
  const latest = useLatest(commands);
  const canDelete = commands.onDelete !== null;
  return useMemo(
    () => ({
      onOpen: (key) => latest.current.onOpen(key),
      onCopyToken: (key) => latest.current.onCopyToken(key),
      onCopyNext: (key) => latest.current.onCopyNext(key),
      onDelete: canDelete ? (key) => latest.current.onDelete?.(key) : null,
    }),
    [latest, canDelete],
  );
}
