import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BulkState } from '../../shared/model/bulkChange.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

/** The deletion that is running and the one that was cut off, `undefined` while unknown. */
export function useBulkState(): BulkState | undefined {
  return useQuery({ queryKey: queryKeys.bulk, queryFn: () => call(bridge.bulk.getState()) }).data;
}

/** Has the deletion that is running try no further key. */
export function useStopRun() {
  return useMutation({ mutationFn: () => call(bridge.bulk.stop()) });
}

/** Forgets the deletion that was cut off. */
export function useDismissInterrupted() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => call(bridge.bulk.dismiss()),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.bulk }),
  });
}
