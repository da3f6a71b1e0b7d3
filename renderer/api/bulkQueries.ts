import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Input } from '../../shared/ipc/contract.ts';
import { type BulkReport, type BulkState, isLeftOver } from '../../shared/model/bulkChange.ts';
import type { KeyReference } from '../../shared/model/key.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { prepareChange, refreshAfterRun } from './keyQueries.ts';
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

/** The report of a run, and a function that shows in the cached list what the run has changed, before it is refreshed. */
export type BulkOutcome<Report extends BulkReport = BulkReport> = Report & { readonly showInList: () => void };

/** Deletes keys and refreshes the list, also after an error. */
export function useDeleteKeys(connectionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (keys: Input<'keys:delete'>['keys']): Promise<BulkOutcome> => {
      const report = await call(bridge.keys.delete({ connectionId, keys }));
      const gone = new Set(report.results.filter((result) => !isLeftOver(result)).map((result) => result.id));
      const showInList = await prepareChange(queryClient, connectionId, (key) => (gone.has(key.id) ? null : key));
      return { ...report, showInList };
    },
    onSettled: () => refreshAfterRun(queryClient, connectionId),
  });
}

/** Keys with the version that the user saw, and the new expiry of each. */
export type ExpiryChanges = Input<'keys:setExpiry'>['changes'];

/**
 * Prepares the cached list with the expiries that a run has changed, without blocking the window.
 * @returns a function that shows it, before the list is refreshed.
 */
export function prepareExpiries(
  queryClient: QueryClient,
  connectionId: string,
  { results }: BulkReport,
  changes: readonly (KeyReference & { readonly expirationDate: string })[],
): Promise<() => void> {
  const versions = new Map(results.map(({ id, version }) => [id, version]));
  const wanted = new Map(changes.map((change) => [change.id, change]));
  return prepareChange(queryClient, connectionId, (key) => {
    const version = versions.get(key.id) ?? null;
    const change = wanted.get(key.id);
    // The list may already have a later change by somebody else, or another key under this id.
    return version === null || change === undefined || key.token !== change.token || key.version > version
      ? key
      : { ...key, version, expirationDate: change.expirationDate };
  });
}

/** Changes the expiry of keys and refreshes the list, also after an error. */
export function useSetExpiry(connectionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (changes: ExpiryChanges): Promise<BulkOutcome> => {
      const report = await call(bridge.keys.setExpiry({ connectionId, changes }));
      return { ...report, showInList: await prepareExpiries(queryClient, connectionId, report, changes) };
    },
    onSettled: () => refreshAfterRun(queryClient, connectionId),
  });
}
