import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { toAppError } from '../../../api/call.ts';
import { refreshKeys, useRefreshKeys } from '../../../api/keyQueries.ts';
import { useLatest } from '../../../components/useLatest.ts';
import { useToasts } from '../../../shell/toasts.ts';

/**
 * Returns a function that shows why something could not be read from a key, and refreshes the list if the key is gone or
 * another. It is stable between renders.
 */
export function useKeyFailure(connectionId: string): (thrown: unknown) => void {
  const queryClient = useQueryClient();
  const latest = useLatest({ toasts: useToasts(), refresh: useRefreshKeys(connectionId) });
  return useCallback(
    (thrown) => {
      const error = toAppError(thrown);
      latest.current.toasts.show({ kind: 'failure', error, attempt: 'read' });
      if (error.code === 'NOT_FOUND') {
        latest.current.refresh();
      } else if (error.code === 'KEY_REPLACED') {
        // Main has refreshed it.
        refreshKeys(queryClient, connectionId);
      }
    },
    [latest, queryClient, connectionId],
  );
}
