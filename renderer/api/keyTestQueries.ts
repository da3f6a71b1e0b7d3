import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Input } from '../../shared/ipc/contract.ts';
import type { KeyTestResult, KeyTestState } from '../../shared/model/keyTest.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

/** The last results of the keys of a connection, by token. */
export type KeyTestResults = ReadonlyMap<string, KeyTestResult>;

const NO_RESULTS: KeyTestResults = new Map();

/** The run in progress; `undefined` while unknown. */
export function useKeyTestState(): KeyTestState | undefined {
  return useQuery({ queryKey: queryKeys.keyTestState, queryFn: () => call(bridge.keyTests.getState()) }).data;
}

/** The query of {@link useKeyTestResults}. */
export const keyTestsQuery = (connectionId: string) =>
  queryOptions({
    queryKey: queryKeys.keyTests(connectionId),
    queryFn: () => call(bridge.keyTests.list({ connectionId })),
  });

/** The last results of the keys of a connection. */
export function useKeyTestResults(connectionId: string): KeyTestResults {
  const { data } = useQuery({ ...keyTestsQuery(connectionId), select: byToken });
  return data ?? NO_RESULTS;
}

function byToken({ results }: { readonly results: readonly KeyTestResult[] }): KeyTestResults {
  return new Map(results.map((result) => [result.token, result]));
}

/** Tests keys; {@link useKeyTestResults} then has the results. */
export function useTestKeys(connectionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (keys: Input<'keys:test'>['keys']) => call(bridge.keys.test({ connectionId, keys })),
    // Awaited, so that the row of a key does not show its earlier result next to a message about the new one.
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.keyTests(connectionId) }),
  });
}

/** Stops the test in progress: no further key is tested. */
export function useStopKeyTests() {
  return useMutation({ mutationFn: () => call(bridge.keyTests.stop()) });
}
