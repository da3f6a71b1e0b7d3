import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Input } from '../../shared/ipc/contract.ts';
import { type BulkReport, type BulkState, isLeftOver } from '../../shared/model/bulkChange.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { changeList, refreshKeys } from './keyQueries.ts';
import { queryKeys } from './queryKeys.ts';

/** The run that is going on and those that were cut off, `undefined` while unknown. */
export function useBulkState(): BulkState | undefined {
  return useQuery({ queryKey: queryKeys.bulk, queryFn: () => call(bridge.bulk.getState()) }).data;
}

/** Has the run that is going on try no further key. */
export function useStopRun() {
  return useMutation({ mutationFn: () => call(bridge.bulk.stop()) });
}

/** Forgets a run that was cut off. */
export function useDismissInterrupted() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (runId: string) => call(bridge.bulk.dismiss({ runId })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.bulk }),
  });
}

/** Deletes keys. The list is asked for again, also after a failure; see {@link useTakeOutDeleted}. */
export function useDeleteKeys(connectionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (keys: Input<'keys:delete'>['keys']) => call(bridge.keys.delete({ connectionId, keys })),
    onSettled: () => refreshKeys(queryClient, connectionId),
  });
}

/**
 * Gives a function that takes deleted keys out of the list before it is asked for again. Apart from {@link useDeleteKeys},
 * so that the list is drawn together with whatever else is told of the deletion: with 100,000 keys that takes long.
 */
export function useTakeOutDeleted(connectionId: string): (report: BulkReport) => undefined {
  const queryClient = useQueryClient();
  return useCallback(
    ({ results }) => {
      const gone = new Set(results.filter((result) => !isLeftOver(result)).map((result) => result.id));
      changeList(queryClient, connectionId, (items) => items.filter((key) => !gone.has(key.id)));
    },
    [queryClient, connectionId],
  );
}

/** Keys with the version that the user saw, and the expiry that each is to get. */
export type ExpiryChanges = Input<'keys:setExpiry'>['changes'];

/** Gives keys a new expiry; see {@link setExpiry}. */
export function useSetExpiry(connectionId: string) {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: (changes: ExpiryChanges) => setExpiry(queryClient, connectionId, changes) });
}

/**
 * Gives keys a new expiry, which the list has at once. It is asked for again, also after a failure.
 * @throws AppError when nothing could be begun.
 */
export async function setExpiry(
  queryClient: QueryClient,
  connectionId: string,
  changes: ExpiryChanges,
): Promise<BulkReport> {
  try {
    const report = await call(bridge.keys.setExpiry({ connectionId, changes }));
    const versions = new Map(report.results.map(({ id, version }) => [id, version]));
    const wanted = new Map(changes.map((change) => [change.id, change]));
    changeList(queryClient, connectionId, (items) =>
      items.map((key) => {
        const version = versions.get(key.id) ?? null;
        const change = wanted.get(key.id);
        // Somebody may have changed the key once more, and the list know it; or it is another key by now.
        return version === null || change === undefined || key.token !== change.token || key.version > version
          ? key
          : { ...key, version, expirationDate: change.expirationDate };
      }),
    );
    return report;
  } finally {
    refreshKeys(queryClient, connectionId);
  }
}
