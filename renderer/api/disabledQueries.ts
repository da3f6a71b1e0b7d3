import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Input, Output } from '../../shared/ipc/contract.ts';
import type { BulkReport } from '../../shared/model/bulkChange.ts';
import type { DisabledBatch, DisabledOrigin } from '../../shared/model/disabledBatch.ts';
import { bridge } from './bridge.ts';
import { type BulkOutcome, prepareExpiries } from './bulkQueries.ts';
import { call } from './call.ts';
import { useHygienePolicy } from './hygieneQueries.ts';
import { refreshAfterRun } from './keyQueries.ts';
import { queryKeys } from './queryKeys.ts';

/** The query of {@link useDisabledBatches}. */
export const disabledBatchesQuery = (connectionId: string) =>
  queryOptions({
    queryKey: queryKeys.disabled(connectionId),
    queryFn: () => call(bridge.disabled.list({ connectionId })),
    // Main reports changes.
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The disabled keys of a connection, oldest batch first; `undefined` while unknown. */
export function useDisabledBatches(connectionId: string): Output<'disabled:list'> | undefined {
  return useQuery(disabledBatchesQuery(connectionId)).data;
}

/** What a run that disables keys reports. */
export interface DisableReport extends BulkReport {
  /** The batch that can be restored; `null` if no key was disabled. */
  readonly batchId: string | null;
}

/** Disables keys and refreshes the list, also after an error. */
export function useDisableKeys(connectionId: string, origin: DisabledOrigin = 'selection') {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (keys: Input<'disabled:disable'>['keys']): Promise<BulkOutcome<DisableReport>> => {
      const { report, batchId, at } = await call(bridge.disabled.disable({ connectionId, keys, origin }));
      const changes = keys.map((key) => ({ ...key, expirationDate: at }));
      return { ...report, batchId, showInList: await prepareExpiries(queryClient, connectionId, report, changes) };
    },
    onSettled: () => refreshAfterRun(queryClient, connectionId),
  });
}

/** Restores a batch and refreshes the list, also after an error. @throws AppError when the run could not be started. */
export async function restoreBatch(
  queryClient: QueryClient,
  { id, connectionId, keys }: DisabledBatch,
): Promise<BulkReport> {
  try {
    const report = await call(bridge.disabled.restore({ batchId: id, keys: null }));
    const showInList = await prepareExpiries(queryClient, connectionId, report, keys);
    showInList();
    return report;
  } finally {
    refreshAfterRun(queryClient, connectionId);
  }
}

/** Returns a batch that can be restored, as main knows it now; `null` if there is none. @throws AppError */
export async function findBatch(connectionId: string, batchId: string): Promise<DisabledBatch | null> {
  const { batches } = await call(bridge.disabled.list({ connectionId }));
  return batches.find(({ id }) => id === batchId) ?? null;
}

/** Removes the record of a batch, so that it can no longer be restored. */
export function useForgetBatch() {
  return useMutation({ mutationFn: (batchId: string) => call(bridge.disabled.forget({ batchId })) });
}

/** After how many days the deletion of disabled keys is proposed; `null`: never, or unknown yet. */
export function useQuietDays(connectionId: string): number | null {
  return useHygienePolicy(connectionId)?.disabledDays ?? null;
}
