import { useQuery } from '@tanstack/react-query';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

/** Maximum number of accounts offered at once; typing narrows them down. */
const ACCOUNTS_SHOWN = 50;

/**
 * Searches the accounts of an installation; those that may use the API come first. Results of an earlier search are not
 * shown as a placeholder, since one of those accounts could be selected by mistake. Results stay fixed while the user
 * chooses.
 * @param search `null` to search for nothing.
 */
export function useEligibleAccounts(connectionId: string, search: string | null) {
  return useQuery({
    queryKey: queryKeys.accounts(connectionId, search),
    queryFn: () =>
      call(bridge.accounts.listEligible({ connectionId, search: search ?? '', skip: 0, take: ACCOUNTS_SHOWN })),
    enabled: search !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}
