import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Input } from '../../shared/ipc/contract.ts';
import type { KeyUsageState } from '../../shared/model/keyUsage.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

const NOTHING: KeyUsageState = { folder: null, progress: null, result: null };

/** The chosen folder, and the running search or the last result. */
export function useKeyUsage(): KeyUsageState {
  return useQuery({ queryKey: queryKeys.usage, queryFn: () => call(bridge.usage.getState()) }).data ?? NOTHING;
}

/** Lets the user choose the folder to search. */
export function useChooseFolder() {
  return useUsageChange(() => call(bridge.usage.chooseFolder()));
}

/** Searches the chosen folder; settles when the search has ended. */
export function useSearchFolder() {
  return useUsageChange((input: Input<'usage:search'>) => call(bridge.usage.search(input)));
}

/** A call that returns the new state. */
function useUsageChange<Variables = void>(mutationFn: (variables: Variables) => Promise<KeyUsageState>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: (state) => queryClient.setQueryData(queryKeys.usage, state),
  });
}

/** Ends the search. */
export function useStopSearch() {
  return useMutation({ mutationFn: () => call(bridge.usage.stop()) });
}

/** Copies the absolute path of a file of the last result. @throws AppError */
export async function copyUsagePath(path: string): Promise<void> {
  await call(bridge.usage.copyPath({ path }));
}

/** Saves the places to a file that the user chooses; returns `null` when cancelled. */
export function useExportUsage() {
  return useMutation({
    mutationFn: async (input: Input<'usage:export'>) => (await call(bridge.usage.export(input))).saved,
  });
}

/** Saves rules for secret scanners to a file that the user chooses; returns `null` when cancelled. */
export function useSaveScannerRules() {
  return useMutation({ mutationFn: (fileKind: string) => call(bridge.usage.saveScannerRules({ fileKind })) });
}
