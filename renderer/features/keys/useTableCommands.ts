import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { usePopups } from '../../shell/popups.ts';
import { useDisabledReasons } from '../../shell/useDisabledReasons.ts';
import type { BulkActions } from './bulk/useBulkActions.ts';
import { useCopy } from './editor/useCopy.ts';
import { useHandOverCommand } from './handOver/useHandOverCommand.ts';
import { useReadShownList } from './shownList.ts';
import { keysOfRows } from './table/shownKeys.ts';
import { type TableCommands, useStableCommands } from './table/useStableCommands.ts';
import { useTestCommand } from './test/useTestCommand.ts';
import { useCopyShortcut } from './useCopyShortcut.ts';
import { useRowActions } from './useRowActions.ts';

/**
 * What can be done with a key in its row, by mouse, key or menu, and with the selected keys by the same shortcuts.
 * @param whenListed does something once the list is there.
 */
export function useTableCommands(
  connectionId: string,
  selected: readonly AuthenticationKey[],
  bulk: BulkActions,
  whenListed: (action: () => void) => void,
): TableCommands {
  const { popup, open } = usePopups();
  const disabledReasons = useDisabledReasons(connectionId);
  const readShownList = useReadShownList();
  const copy = useCopy(connectionId);
  const canReadSecret = disabledReasons.readSecret === null;
  useCopyShortcut(popup === null, selected, (key) => void copy.next(key, canReadSecret));
  const handOver = useHandOverCommand(connectionId, selected);
  const testKey = useTestCommand(connectionId, selected, () => keysOfRows(readShownList().keys), whenListed);
  const menuOf = useRowActions(connectionId, copy);
  return useStableCommands({
    menuOf,
    onOpen: (key) => open({ kind: 'keyProperties', connectionId, shown: key, createdFor: null }),
    onCopyToken: (key) => void copy.token(key),
    onCopyNext: (key) => void copy.next(key, canReadSecret),
    onHandOver: handOver,
    onRotation: ({ id }) => open({ kind: 'rotations', connectionId, ids: [id] }),
    onTest: testKey,
    onDelete:
      disabledReasons.delete === null ? (key) => (selected.length > 0 ? bulk.delete.run() : bulk.deleteKey(key)) : null,
  });
}
