import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { accountsOfText, accountUseFinder, type FindAccountUse, type LastUse } from '../../shared/model/lastUse.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

/** What the access logs of a connection say. */
export interface KnownUse {
  /** `null` if no logs were read for the connection, or while that is unknown. */
  readonly lastUse: LastUse | null;
  /** Finds the use of an account. */
  readonly find: FindAccountUse;
}

/** What the access logs of a connection say about its accounts, as far as they were read on this computer. */
export function useAccountUse(connectionId: string): KnownUse {
  const { data: lastUse = null } = useQuery({
    queryKey: queryKeys.lastUse(connectionId),
    queryFn: async (): Promise<LastUse | null> => {
      const read = await call(bridge.lastUse.get({ connectionId }));
      return read && { ...read, accounts: accountsOfText(read.accounts) };
    },
    // Main reports changes; comparing ten thousand accounts would block the window.
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
  const find = useMemo(() => accountUseFinder(lastUse?.accounts ?? []), [lastUse]);
  return { lastUse, find };
}
