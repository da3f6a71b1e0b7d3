import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AppState } from '../../shared/model/appState.ts';
import type { Preferences } from '../../shared/model/settings.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

/** The query of {@link useAppState}. */
export const appStateQuery = queryOptions({
  queryKey: queryKeys.appState,
  queryFn: () => call(bridge.app.getState()),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Facts about the running application. */
export function useAppState() {
  return useQuery(appStateQuery);
}

/** Changes language or theme. */
export function useSetPreferences() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: Partial<Preferences>) => call(bridge.app.setPreferences(change)),
    onSuccess: (state: AppState) => queryClient.setQueryData(queryKeys.appState, state),
  });
}

/** Checks again whether the keychain is available. */
export function useRetryKeychain() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => call(bridge.app.retryKeychain()),
    onSuccess: (state: AppState) => queryClient.setQueryData(queryKeys.appState, state),
  });
}

/** Treats the items that the keychain does not return as lost. */
export function useAcceptKeychainLoss() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => call(bridge.app.acceptKeychainLoss()),
    onSuccess: (state: AppState) => queryClient.setQueryData(queryKeys.appState, state),
  });
}

/** Stops waiting for the keychain, as after a timeout. */
export function useCancelKeychain() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => call(bridge.app.cancelKeychain()),
    onSuccess: (state: AppState) => queryClient.setQueryData(queryKeys.appState, state),
  });
}
