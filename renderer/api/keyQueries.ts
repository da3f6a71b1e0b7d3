import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Input, Output } from '../../shared/ipc/contract.ts';
import type { AuthenticationKey } from '../../shared/model/key.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

/** All keys of an installation, without secrets. */
export function useKeys(connectionId: string) {
  return useQuery({
    queryKey: queryKeys.keys(connectionId),
    queryFn: () => call(bridge.keys.list({ connectionId })),
  });
}

/** One key out of the list, `undefined` when it is not there (any more). */
export function useKey(connectionId: string, keyId: string): AuthenticationKey | undefined {
  return useKeys(connectionId).data?.items.find((key) => key.id === keyId);
}

/** What the signed-in account may do. */
export function usePermissions(connectionId: string) {
  return useQuery({
    queryKey: queryKeys.permissions(connectionId),
    queryFn: () => call(bridge.keys.getPermissions({ connectionId })),
  });
}

/**
 * Creates a key and puts it into the list at once. The list is asked for again after a failure too: a call without a
 * proper answer may have been carried out.
 */
export function useCreateKey(connectionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: Omit<Input<'keys:create'>, 'connectionId'>) =>
      call(bridge.keys.create({ connectionId, ...input })),
    onSuccess: (created) => {
      changeList(queryClient, connectionId, (items) => [created, ...items.filter((key) => key.id !== created.id)]);
    },
    onSettled: () => refreshKeys(queryClient, connectionId),
  });
}

/**
 * Changes the expiry of a key and asks for the list again, also after a failure. When somebody else was faster, the new
 * list is there before the error is told.
 */
export function useEditKey(connectionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: Omit<Input<'keys:edit'>, 'connectionId'>) => call(bridge.keys.edit({ connectionId, ...input })),
    onSuccess: (changed) => {
      changeList(queryClient, connectionId, (items) => items.map((key) => (key.id === changed.id ? changed : key)));
    },
    onSettled: async (_changed, error) => {
      const refreshed = queryClient.invalidateQueries({ queryKey: queryKeys.keys(connectionId) });
      if (error?.code === 'CONFLICT' || error?.code === 'NOT_FOUND') {
        await refreshed;
      }
    },
  });
}

/** Deletes keys; those that are gone leave the list at once. It is asked for again, also after a failure. */
export function useDeleteKeys(connectionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (keyIds: readonly string[]) => call(bridge.keys.delete({ connectionId, keyIds: [...keyIds] })),
    onSuccess: ({ results }) => {
      const gone = new Set(results.filter((result) => result.outcome !== 'failed').map((result) => result.id));
      changeList(queryClient, connectionId, (items) => items.filter((key) => !gone.has(key.id)));
    },
    onSettled: () => refreshKeys(queryClient, connectionId),
  });
}

/** Asks for the list and the permissions again, for example because a key turned out to be gone. */
export function useRefreshKeys(connectionId: string): () => void {
  const queryClient = useQueryClient();
  return () => {
    refreshKeys(queryClient, connectionId);
    void queryClient.invalidateQueries({ queryKey: queryKeys.permissions(connectionId) });
  };
}

/**
 * Fetches a secret key. Not a query or mutation on purpose: their caches would keep the value after it was hidden.
 * @throws AppError
 */
export async function revealSecret(connectionId: string, keyId: string): Promise<string> {
  const { secretKey } = await call(bridge.keys.reveal({ connectionId, keyId }));
  return secretKey;
}

/** Tells main that the revealed secret is gone from the window. Main ends the protection by itself if this is lost. */
export function tellHidden(): void {
  bridge.keys.hide().catch(() => undefined);
}

function refreshKeys(queryClient: QueryClient, connectionId: string): void {
  void queryClient.invalidateQueries({ queryKey: queryKeys.keys(connectionId) });
}

function changeList(
  queryClient: QueryClient,
  connectionId: string,
  change: (items: readonly AuthenticationKey[]) => AuthenticationKey[],
): void {
  queryClient.setQueryData<Output<'keys:list'>>(queryKeys.keys(connectionId), (list) => {
    if (list === undefined) {
      return list;
    }
    const items = change(list.items);
    return { ...list, items, total: list.total + items.length - list.items.length };
  });
}
