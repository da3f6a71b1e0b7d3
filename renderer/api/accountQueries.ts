import { useQuery } from '@tanstack/react-query';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

/** How many accounts the choice shows at once; more are found by typing. */
const ACCOUNTS_SHOWN = 50;

/**
 * Searches the accounts of an installation; those that may use the API come first. Nothing of another search stands in
 * for what is on its way: one of its accounts could be chosen. What is shown stays as it is while somebody chooses.
 */
export function useEligibleAccounts(connectionId: string, search: string) {
  return useQuery({
    queryKey: queryKeys.accounts(connectionId, search),
    queryFn: () => call(bridge.accounts.listEligible({ connectionId, search, skip: 0, take: ACCOUNTS_SHOWN })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}
