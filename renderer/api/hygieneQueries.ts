import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Input } from '../../shared/ipc/contract.ts';
import type { HygienePolicy } from '../../shared/model/hygienePolicy.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

/** What is to be cleaned up on a connection; `undefined` while unknown. */
export function useHygienePolicy(connectionId: string): HygienePolicy | undefined {
  const queryKey = queryKeys.hygienePolicy(connectionId);
  return useQuery({ queryKey, queryFn: () => call(bridge.hygiene.getPolicy({ connectionId })) }).data;
}

/** Stores the policy of a connection. */
export function useSetHygienePolicy(connectionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (policy: HygienePolicy) =>
      call(
        bridge.hygiene.setPolicy({ connectionId, policy: { ...policy, serviceAccounts: [...policy.serviceAccounts] } }),
      ),
    onSuccess: (_nothing, policy) => queryClient.setQueryData(queryKeys.hygienePolicy(connectionId), policy),
  });
}

/** Saves what was found as a table to a file that the user chooses; returns `null` when cancelled. */
export function useExportFindings() {
  return useMutation({
    mutationFn: async (input: Input<'hygiene:export'>) => (await call(bridge.hygiene.export(input))).saved,
  });
}

/** Saves the report to a file that the user chooses; returns `null` when cancelled. */
export function useSaveReport() {
  return useMutation({
    mutationFn: async (input: Input<'hygiene:saveReport'>) => (await call(bridge.hygiene.saveReport(input))).saved,
  });
}
