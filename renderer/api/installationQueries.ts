import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type InstallationFacts, shownTimeZone } from '../../shared/model/installationFacts.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

/** The query of {@link useAllInstallationFacts}. */
export const installationFactsQuery = queryOptions({
  queryKey: queryKeys.installationFacts,
  queryFn: async () => (await call(bridge.installation.getFacts())).facts,
  staleTime: Number.POSITIVE_INFINITY,
});

/** The last known facts of all connections that have some, by connection id; `undefined` while unknown. */
export function useAllInstallationFacts(): Readonly<Record<string, InstallationFacts>> | undefined {
  return useQuery(installationFactsQuery).data;
}

/**
 * What an installation last reported about itself, also while it cannot be reached; `null` if nothing is known, `undefined`
 * while that is being looked up.
 */
export function useInstallationFacts(connectionId: string): InstallationFacts | null | undefined {
  const facts = useAllInstallationFacts();
  return facts === undefined ? undefined : Object.hasOwn(facts, connectionId) ? (facts[connectionId] ?? null) : null;
}

/** The time zone in which the product shows times to the account of a connection, an IANA name; `null` if it is not known. */
export function useInstallationZone(connectionId: string): string | null {
  const facts = useInstallationFacts(connectionId);
  return facts ? shownTimeZone(facts) : null;
}

/** Reads the facts of a connection from its installation again. */
export function useReadInstallationFacts() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (connectionId: string) => call(bridge.installation.readFacts({ connectionId })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.installationFacts }),
  });
}
