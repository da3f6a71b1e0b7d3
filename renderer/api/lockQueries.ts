import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import type { AppState } from '../../shared/model/appState.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

/** Locks the application. */
export function useLock() {
  return useStateChange(() => call(bridge.lock.lock()));
}

/** Unlocks it with the passphrase, or with `null` where none is set. */
export function useUnlock() {
  return useStateChange((passphrase: string | null) => call(bridge.lock.unlock({ passphrase })));
}

/** Unlocks it when the operating system confirms its user. */
export function useUnlockWithSystem() {
  return useStateChange(() => call(bridge.lock.unlockWithSystem()));
}

/** Sets the first passphrase (`current` is `null`) or another one. */
export function useSetPassphrase() {
  return useStateChange((change: { readonly current: string | null; readonly next: string }) =>
    call(bridge.lock.setPassphrase(change)),
  );
}

/** Removes the passphrase. */
export function useRemovePassphrase() {
  return useStateChange((current: string) => call(bridge.lock.removePassphrase({ current })));
}

/** Drops all cached data and variables except what a locked window shows. */
export function dropFetchedData(queryClient: QueryClient): void {
  const shown: readonly unknown[] = [queryKeys.appState[0], queryKeys.clipboard[0]];
  queryClient.removeQueries({ predicate: ({ queryKey }) => !shown.includes(queryKey[0]) });
  queryClient.getMutationCache().clear();
}

/** A call that returns the new state of the application. */
function useStateChange<Variables = void>(change: (variables: Variables) => Promise<AppState>) {
  const queryClient = useQueryClient();
  return useMutation({
    // The variables may hold a passphrase: do not cache them.
    gcTime: 0,
    mutationFn: change,
    onSuccess: (state) => queryClient.setQueryData(queryKeys.appState, state),
  });
}
