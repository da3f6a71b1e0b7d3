import { useCallback } from 'react';
import type { UsedKey } from '../../../shared/model/keyUsage.ts';
import { useActivateConnection, useActiveConnection } from '../../api/connectionQueries.ts';
import { usePopups } from '../../shell/popups.ts';
import { useToasts } from '../../shell/toasts.ts';

/**
 * Returns a function that shows the properties of a found key. Its connection becomes the active one first, so that the
 * frame of the window says to which installation a change goes.
 */
export function useOpenKey(): (key: UsedKey) => void {
  const { open } = usePopups();
  const toasts = useToasts();
  const activeId = useActiveConnection()?.id;
  const { mutate: activate } = useActivateConnection();
  return useCallback(
    ({ connectionId, id, token }) => {
      const show = (): void => open({ kind: 'keyProperties', connectionId, shown: { id, token }, createdFor: null });
      if (connectionId === activeId) {
        show();
      } else {
        activate(connectionId, { onSuccess: show, onError: (error) => toasts.show({ kind: 'failure', error }) });
      }
    },
    [open, toasts, activeId, activate],
  );
}
