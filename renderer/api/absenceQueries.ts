import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Absence } from '../../shared/model/absence.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

/**
 * What has happened to the keys while nobody has seen KeyDesk; `null` if there is nothing to say, or while unknown.
 * @param isReady whether the window shows its list: main reads the lists of all connections for this.
 */
export function useAbsence(isReady: boolean): Absence | null {
  const { data } = useQuery({
    queryKey: queryKeys.absence,
    queryFn: () => call(bridge.absence.get()),
    enabled: isReady,
    // Once per start.
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? null;
}

/** Does not show again what has happened. */
export function useDismissAbsence() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => call(bridge.absence.dismiss()),
    onMutate: () => queryClient.setQueryData(queryKeys.absence, null),
  });
}
