import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Input } from '../../shared/ipc/contract.ts';
import { type BulkReport, type BulkState, isLeftOver } from '../../shared/model/bulkChange.ts';
import type { KeyReference } from '../../shared/model/key.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { changeList, refreshKeys } from './keyQueries.ts';
import { queryKeys } from './queryKeys.ts';

/** The query of {@link useBulkState}. */
export const bulkQuery = queryOptions({ queryKey: queryKeys.bulk, queryFn: () => call(bridge.bulk.getState()) });

/** The runs in progress and the interrupted ones; `undefined` while unknown. */
export function useBulkState(): BulkState | undefined {
  return useQuery(bulkQuery).data;
}

/** Stops the run of a connection before its next key. */
export function useStopRun(connectionId: string) {
  return useMutation({ mutationFn: () => call(bridge.bulk.stop({ connectionId })) });
}

/** Dismisses an interrupted run. */
export function useDismissInterrupted() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (runId: string) => call(bridge.bulk.dismiss({ runId })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.bulk }),
  });
}

/** Deletes keys and refreshes the list, also after an error; see {@link useTakeOutDeleted}. */
export function useDeleteKeys(connectionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (keys: Input<'keys:delete'>['keys']) => call(bridge.keys.delete({ connectionId, keys })),
    onSettled: () => refreshKeys(queryClient, connectionId),
  });
}

/**
 * Returns a function that removes deleted keys from the cached list before it is refreshed. Separate from
 * {@link useDeleteKeys}, so that list and result are rendered together: with 100,000 keys each rendering is slow.
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

/** Keys with the version that the user saw, and the new expiry of each. */
export type ExpiryChanges = Input<'keys:setExpiry'>['changes'];

/** Shows in the cached list what a run has changed, before the list is refreshed. */
export function showExpiries(
  queryClient: QueryClient,
  connectionId: string,
  { results }: BulkReport,
  changes: readonly (KeyReference & { readonly expirationDate: string })[],
): void {
  const versions = new Map(results.map(({ id, version }) => [id, version]));
  const wanted = new Map(changes.map((change) => [change.id, change]));
  changeList(queryClient, connectionId, (items) =>
    items.map((key) => {
      const version = versions.get(key.id) ?? null;
      const change = wanted.get(key.id);
      // The list may already have a later change by somebody else, or another key under this id.
      return version === null || change === undefined || key.token !== change.token || key.version > version
        ? key
        : { ...key, version, expirationDate: change.expirationDate };
    }),
  );
}

/** Changes the expiry of keys; see {@link setExpiry}. */
export function useSetExpiry(connectionId: string) {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: (changes: ExpiryChanges) => setExpiry(queryClient, connectionId, changes) });
}

/**
 * Changes the expiry of keys, updates the cached list at once and refreshes it, also after an error.
 * @throws AppError when the run could not be started.
 */
async function setExpiry(queryClient: QueryClient, connectionId: string, changes: ExpiryChanges): Promise<BulkReport> {
  try {
    const report = await call(bridge.keys.setExpiry({ connectionId, changes }));
    showExpiries(queryClient, connectionId, report, changes);
    return report;
  } finally {
    refreshKeys(queryClient, connectionId);
  }
}
