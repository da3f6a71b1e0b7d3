import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Input } from '../../shared/ipc/contract.ts';
import type { FoundKeys, IncidentState, KnownNames } from '../../shared/model/incident.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

/** The query of {@link useIncidents}. */
export const incidentsQuery = queryOptions({
  queryKey: queryKeys.incidents,
  queryFn: () => call(bridge.incident.getState()),
});

/** The last search and the incidents; `undefined` while unknown. */
export function useIncidents(): IncidentState | undefined {
  return useQuery(incidentsQuery).data;
}

/** Names in the lists of all connections; `undefined` while unknown. */
export function useKnownNames(): KnownNames | undefined {
  return useQuery({
    queryKey: queryKeys.knownNames,
    queryFn: () => call(bridge.incident.listNames()),
    refetchOnMount: 'always',
  }).data;
}

/** Finds the keys of an incident; settles when all connections have responded or were given up. */
export function useSearchKeys() {
  return useIncidentChange((input: Input<'incident:search'>) => call(bridge.incident.search(input)));
}

/** The keys of the last search in one connection that match a text; `undefined` while unknown. */
export function useFoundKeys(findingsId: string, connectionId: string, search: string): FoundKeys | undefined {
  return useQuery({
    queryKey: [...queryKeys.foundKeys, findingsId, connectionId, search],
    queryFn: () => call(bridge.incident.listFound({ findingsId, connectionId, search })),
    placeholderData: keepPreviousData,
  }).data;
}

/** Leaves keys of the last search out of the run, or takes them back into it. */
export function useLeaveOut() {
  const queryClient = useQueryClient();
  return useIncidentChange(async (input: Input<'incident:leaveOut'>) => {
    const state = await call(bridge.incident.leaveOut(input));
    await queryClient.invalidateQueries({ queryKey: queryKeys.foundKeys });
    return state;
  });
}

/** Drops the last search. */
export function useDiscardFindings() {
  return useIncidentChange(() => call(bridge.incident.discard()));
}

/** Disables the keys of the last search; settles when the run has ended. */
export function useRunIncident() {
  return useIncidentChange((input: Input<'incident:run'>) => call(bridge.incident.run(input)));
}

/** Disables what is still open of an incident. */
export function useProceedIncident() {
  return useIncidentChange((input: Input<'incident:proceed'>) => call(bridge.incident.proceed(input)));
}

/** Gives all keys of an incident their former expiry. */
export function useRestoreIncident() {
  return useIncidentChange((incidentId: string) => call(bridge.incident.restore({ incidentId })));
}

/** Removes the record of an incident. */
export function useDismissIncident() {
  return useIncidentChange((incidentId: string) => call(bridge.incident.dismiss({ incidentId })));
}

/** Stops what is being done for an incident. */
export function useStopIncident() {
  return useMutation({ mutationFn: () => call(bridge.incident.stop()) });
}

/** Finds tokens in a file that the user chooses; `null` if cancelled. */
export function useReadLeakFile() {
  return useMutation({ mutationFn: (fileKind: string) => call(bridge.incident.readFile({ fileKind })) });
}

/** Saves the keys of an incident as a table to a file that the user chooses; `null` if cancelled. */
export function useExportIncident() {
  return useMutation({
    mutationFn: async (input: Input<'incident:export'>) => (await call(bridge.incident.export(input))).saved,
  });
}

/** Saves the report of an incident for people to a file that the user chooses; `null` if cancelled. */
export function useSaveIncidentReport() {
  return useMutation({
    mutationFn: async (input: Input<'incident:saveReport'>) => (await call(bridge.incident.saveReport(input))).saved,
  });
}

/** Copies the report of an incident as Markdown. */
export function useCopyIncidentReport() {
  return useMutation({
    mutationFn: (input: Input<'incident:copyReport'>) => call(bridge.incident.copyReport(input)),
  });
}

/** A call that returns the new state. */
function useIncidentChange<Variables = void>(mutationFn: (variables: Variables) => Promise<IncidentState>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: (state) => queryClient.setQueryData(queryKeys.incidents, state),
    onError: () => queryClient.invalidateQueries({ queryKey: queryKeys.incidents }),
  });
}
