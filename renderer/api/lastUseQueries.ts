import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Input } from '../../shared/ipc/contract.ts';
import {
  type AccountsSeen,
  accountsOfText,
  accountUseFinder,
  type FindAccountUse,
  type LastUse,
  type LastUseState,
} from '../../shared/model/lastUse.ts';
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

/** The query of {@link useAccountUse}. */
export const lastUseQuery = (connectionId: string) =>
  queryOptions({
    queryKey: queryKeys.lastUse(connectionId),
    queryFn: async (): Promise<LastUse | null> => {
      const read = await call(bridge.lastUse.get({ connectionId }));
      return read && { ...read, accounts: accountsOfText(read.accounts) };
    },
    // Main reports changes; comparing ten thousand accounts would block the window.
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });

/** What the access logs of a connection say about its accounts, as far as they were read on this computer. */
export function useAccountUse(connectionId: string): KnownUse {
  const { data: lastUse = null } = useQuery(lastUseQuery(connectionId));
  const find = useMemo(() => accountUseFinder(lastUse?.accounts ?? []), [lastUse]);
  return { lastUse, find };
}

/** What the key list shows of {@link useAccountUse}; `null` unless lines of logs were read. The same object until that changes. */
export function useAccountsSeen(connectionId: string): AccountsSeen | null {
  const { lastUse, find } = useAccountUse(connectionId);
  return useMemo(
    () => (lastUse?.period == null ? null : { ...lastUse.period, readAt: lastUse.readAt, find }),
    [lastUse, find],
  );
}

/** How far the running reading is; `null` while nothing is read. */
export function useLastUseState(): LastUseState {
  return useQuery({ queryKey: queryKeys.lastUseState, queryFn: () => call(bridge.lastUse.getState()) }).data ?? null;
}

/** Lets the user choose logs, or a folder if `fileKind` is `null`, and reads them; settles when that has ended. */
export function useReadLogs() {
  return useMutation({
    mutationFn: ({ fileKind, ...where }: Input<'lastUse:readFolder'> & { readonly fileKind: string | null }) =>
      call(fileKind === null ? bridge.lastUse.readFolder(where) : bridge.lastUse.readFiles({ ...where, fileKind })),
  });
}

/** Ends the running reading. */
export function useStopReading() {
  return useMutation({ mutationFn: () => call(bridge.lastUse.stop()) });
}

/** Corrects the time zone of what was read. */
export function useSetLogTimeZone() {
  return useMutation({ mutationFn: (input: Input<'lastUse:setTimeZone'>) => call(bridge.lastUse.setTimeZone(input)) });
}

/** Removes what was read for a connection. */
export function useForgetLastUse() {
  return useMutation({ mutationFn: (connectionId: string) => call(bridge.lastUse.forget({ connectionId })) });
}
