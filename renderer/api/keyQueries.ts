import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Input, Output } from '../../shared/ipc/contract.ts';
import { type AuthenticationKey, isSameKey, type KeyReference, referenceTo } from '../../shared/model/key.ts';
import { mayBeAskedAgain } from '../../shared/model/offline.ts';
import { AppError } from '../../shared/result.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { withChangedKeys } from './patchKeyList.ts';
import { queryKeys } from './queryKeys.ts';

/** How often an installation that could not be reached is asked again, in milliseconds. */
const OFFLINE_RETRY_MS = 10_000;
/** How often a list that somebody looks at is renewed, in milliseconds: it is never older than this. */
const RENEWAL_MS = 5 * 60_000;

/** A complete list of keys, without secrets. */
export interface KeyList {
  readonly items: readonly AuthenticationKey[];
  /** When the list was last known to be current, ISO 8601. */
  readonly fetchedAt: string;
  readonly accountStates: Output<'keys:list'>['accountStates'];
  readonly revision: number;
}

/** What was kept of a list on this computer. */
interface KeptKeys {
  readonly list: KeyList | undefined;
  readonly fault: Output<'keys:listCached'>['fault'];
}

/** The list of keys of an installation as the window knows it. */
export interface KnownKeys {
  /** What the installation told, or else what was kept on this computer; `undefined` while there is neither. */
  readonly data: KeyList | undefined;
  /** Why the installation could not be asked, the last time. */
  readonly error: AppError | null;
  /** `live`: as the installation has just told it. `known`: from this computer, or not to be renewed now. */
  readonly source: 'live' | 'known';
  /** Whether the installation has told the list in this run, however long ago. */
  readonly wasLive: boolean;
  /** True while there is nothing to show yet, and no reason why. */
  readonly isPending: boolean;
  readonly isFetching: boolean;
  /** What was wrong with the list that was kept, if anything. */
  readonly fault: Output<'keys:listCached'>['fault'];
}

/**
 * All keys of an installation. First those that were kept on this computer, which takes no network; then the
 * installation is asked what has changed, and asked again every few seconds while it cannot be reached.
 */
export function useKeys(connectionId: string): KnownKeys {
  const queryClient = useQueryClient();
  const kept = useQuery({
    queryKey: queryKeys.keptKeys(connectionId),
    queryFn: () => fetchKept(connectionId),
    // Once: from then on the installation is asked, and a kept list would only be sent again for nothing.
    enabled: ({ state }) => state.data === undefined,
    structuralSharing: false,
  });
  const live = useQuery({
    queryKey: queryKeys.keys(connectionId),
    queryFn: () => fetchKeys(queryClient, connectionId, false),
    enabled: !kept.isPending,
    // A new list is compared by its revision; comparing a hundred thousand keys would hold the window up.
    structuralSharing: false,
    refetchInterval: ({ state }) => renewalInterval(state.error),
  });
  // Whoever may not see the keys (any more) is not shown those of before.
  const data = live.error?.code === 'NOT_PERMITTED' ? undefined : (live.data ?? kept.data?.list);
  return {
    data,
    error: live.error,
    source: live.data !== undefined && live.error === null ? 'live' : 'known',
    wasLive: live.data !== undefined,
    isPending: data === undefined && live.isPending,
    isFetching: live.isFetching,
    fault: live.data === undefined ? (kept.data?.fault ?? null) : null,
  };
}

/** Nothing is asked for again unasked that was refused: installations lock accounts after a few refusals. */
function renewalInterval(error: AppError | null): number | false {
  if (error === null) {
    return RENEWAL_MS;
  }
  return mayBeAskedAgain(error) ? OFFLINE_RETRY_MS : false;
}

async function fetchKeys(queryClient: QueryClient, connectionId: string, isWhole: boolean): Promise<KeyList> {
  const before = knownList(queryClient, connectionId);
  const knownRevision = before?.revision ?? null;
  const answer = await call(bridge.keys.list({ connectionId, knownRevision, isWhole }));
  // What was changed here meanwhile is mostly what the answer tells: the list then stays the same, and nothing is worked
  // out for it once more.
  const meanwhile = knownList(queryClient, connectionId);
  const list = toKeyList(answer, meanwhile?.revision === before?.revision ? meanwhile : before);
  if (list === undefined) {
    throw new AppError('INTERNAL', 'Main left out keys that the window does not have.');
  }
  return list;
}

function knownList(queryClient: QueryClient, connectionId: string): KeyList | undefined {
  return (
    queryClient.getQueryData<KeyList>(queryKeys.keys(connectionId)) ??
    queryClient.getQueryData<KeptKeys>(queryKeys.keptKeys(connectionId))?.list
  );
}

async function fetchKept(connectionId: string): Promise<KeptKeys> {
  const { list, fault } = await call(bridge.keys.listCached({ connectionId }));
  return { list: toKeyList(list, undefined), fault };
}

/** Reads a list that main has sent; gives nothing where that tells only what has changed in keys the window does not have. */
function toKeyList(list: Output<'keys:list'> | null, before: KeyList | undefined): KeyList | undefined {
  if (list === null) {
    return undefined;
  }
  const { content, fetchedAt, accountStates, revision } = list;
  // Main has checked them.
  const keys = JSON.parse(content.keys) as KeyList['items'];
  if (content.kind === 'whole') {
    return { items: keys, fetchedAt, accountStates, revision };
  }
  const items = before && withChangedKeys(before.items, keys, content.deletedIds);
  return items && { items, fetchedAt, accountStates, revision };
}

/** The key that has an identifier in the list now, `undefined` when none has. */
export function useKey(connectionId: string, keyId: string): AuthenticationKey | undefined {
  return useKeys(connectionId).data?.items.find((key) => key.id === keyId);
}

/** Saves keys as CSV; gives the name of the file, or `null` when that was cancelled. */
export function useExportKeys() {
  return useMutation({
    mutationFn: async (input: Input<'keys:export'>) => (await call(bridge.keys.export(input))).savedAs,
  });
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
      changeList(queryClient, connectionId, (items) =>
        items.some((key) => isSameKey(key, created))
          ? items
          : [created, ...items.filter(({ id }) => id !== created.id)],
      );
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
      // An answer that comes late changes nothing back: main would not send what the list had before once more.
      changeList(queryClient, connectionId, (items) =>
        items.map((key) => (isSameKey(key, changed) && key.version <= changed.version ? changed : key)),
      );
    },
    onSettled: async (_changed, error) => {
      const refreshed = queryClient.invalidateQueries({ queryKey: queryKeys.keys(connectionId) });
      if (error?.code === 'CONFLICT' || error?.code === 'NOT_FOUND' || error?.code === 'KEY_REPLACED') {
        await refreshed;
      }
    },
  });
}

/** Asks for every key and the permissions again, also for what installations do not tell as changes. */
export function useRefreshKeys(connectionId: string): () => void {
  const queryClient = useQueryClient();
  return useCallback(() => {
    queryClient
      .fetchQuery({
        queryKey: queryKeys.keys(connectionId),
        queryFn: () => fetchKeys(queryClient, connectionId, true),
        staleTime: 0,
      })
      // Whoever shows the list shows the failure.
      .catch(() => undefined);
    void queryClient.invalidateQueries({ queryKey: queryKeys.permissions(connectionId) });
  }, [queryClient, connectionId]);
}

/**
 * Fetches a secret key. Not a query or mutation on purpose: their caches would keep the value after it was hidden.
 * @throws AppError
 */
export async function revealSecret(connectionId: string, key: KeyReference): Promise<string> {
  const { secretKey } = await call(bridge.keys.reveal({ connectionId, key: referenceTo(key) }));
  return secretKey;
}

/** Tells main that the revealed secret is gone from the window. Main ends the protection by itself if this is lost. */
export function tellHidden(): void {
  bridge.keys.hide().catch(() => undefined);
}

/** The keys of a connection as the window has them now; none while it has no list. */
export function knownKeys(queryClient: QueryClient, connectionId: string): readonly AuthenticationKey[] {
  return queryClient.getQueryData<KeyList>(queryKeys.keys(connectionId))?.items ?? [];
}

/** Has the list of keys asked for again. */
export function refreshKeys(queryClient: QueryClient, connectionId: string): void {
  void queryClient.invalidateQueries({ queryKey: queryKeys.keys(connectionId) });
}

/** Changes the list of keys as the window has it, until it is asked for again. */
export function changeList(
  queryClient: QueryClient,
  connectionId: string,
  change: (items: readonly AuthenticationKey[]) => readonly AuthenticationKey[],
): void {
  queryClient.setQueryData<KeyList>(queryKeys.keys(connectionId), (list) =>
    list === undefined ? list : { ...list, items: change(list.items) },
  );
}
