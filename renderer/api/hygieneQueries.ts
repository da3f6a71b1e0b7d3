import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Input } from '../../shared/ipc/contract.ts';
import type { HygienePolicy } from '../../shared/model/hygienePolicy.ts';
import type { IgnoredFinding } from '../../shared/model/ignoredFinding.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

/** What is to be cleaned up on a connection; `undefined` while unknown. */
export function useHygienePolicy(connectionId: string): HygienePolicy | undefined {
  return useQuery(hygienePolicyQuery(connectionId)).data;
}

/** The query of {@link useHygienePolicy}. */
export const hygienePolicyQuery = (connectionId: string) =>
  queryOptions({
    queryKey: queryKeys.hygienePolicy(connectionId),
    queryFn: () => call(bridge.hygiene.getPolicy({ connectionId })),
  });

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

/** What is ignored on a connection now, oldest first; `undefined` while unknown. */
export function useIgnoredFindings(connectionId: string): readonly IgnoredFinding[] | undefined {
  const queryKey = queryKeys.ignoredFindings(connectionId);
  const queryFn = async () => (await call(bridge.hygiene.getIgnored({ connectionId }))).ignored;
  return useQuery({ queryKey, queryFn }).data;
}

/** Ignores a finding for keys or their accounts; returns `false` if too much would be ignored. */
export function useIgnoreFinding(connectionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (decision: Omit<Input<'hygiene:ignore'>, 'connectionId'>) =>
      (await call(bridge.hygiene.ignore({ connectionId, ...decision }))).isDone,
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.ignoredFindings(connectionId) }),
  });
}

/** Takes decisions to ignore something back. */
export function useTakeBackIgnored(connectionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (ids: readonly string[]) => call(bridge.hygiene.takeBack({ connectionId, ids: [...ids] })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.ignoredFindings(connectionId) }),
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
