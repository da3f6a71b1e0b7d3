import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { Input, Output } from '../../shared/ipc/contract.ts';
import { receiveKeys } from '../../shared/ipc/receiveKeys.ts';
import { type AuthenticationKey, isSameKey, type KeyId } from '../../shared/model/key.ts';
import type { KeyListHead } from '../../shared/model/keyListHead.ts';
import { mayRetryAutomatically } from '../../shared/model/offline.ts';
import { AppError } from '../../shared/result.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { type ChangeKey, changeInSteps, changeKeys } from './changeInSteps.ts';
import { headPainted, listHeadQuery } from './listHeadQueries.ts';
import { withChangedKeys } from './patchKeyList.ts';
import { queryKeys } from './queryKeys.ts';

/** Interval between attempts while the installation cannot be reached, in milliseconds. */
const OFFLINE_RETRY_MS = 10_000;
/** Interval between refreshes of a displayed list, in milliseconds, and so its maximum age. */
const RENEWAL_MS = 5 * 60_000;

/** A complete list of keys, without secrets. */
export interface KeyList {
  readonly items: readonly AuthenticationKey[];
  /** When the list was last known to be current, ISO 8601. */
  readonly fetchedAt: string;
  readonly accountStates: Output<'keys:list'>['accountStates'];
  readonly revision: number;
}

/** A list out of the cache of this computer; without the list once the installation has sent one. */
interface CachedKeys {
  readonly list: KeyList | undefined;
  readonly fault: Output<'keys:listCached'>['fault'];
}

/** The list of keys of an installation as the window knows it. */
export interface KnownKeys {
  /** The list from the installation, or else from the cache; `undefined` while there is neither. */
  readonly data: KeyList | undefined;
  /** What is known of the cached list until it is there; else `null`. */
  readonly head: KeyListHead | null;
  /** Why the last request failed. */
  readonly error: AppError | null;
  /** `live`: from the installation, just now. `known`: from the cache, or the last refresh failed. */
  readonly source: 'live' | 'known';
  /** Whether the installation has sent the list at least once since KeyDesk was started. */
  readonly wasLive: boolean;
  /** True while there is neither data nor an error. */
  readonly isPending: boolean;
  readonly isFetching: boolean;
  /** What was wrong with the cached list, if anything. */
  readonly fault: Output<'keys:listCached'>['fault'];
}

/** The query of the list in the cache of this computer. */
export const cachedKeysQuery = (connectionId: string) =>
  queryOptions({
    queryKey: queryKeys.cachedKeys(connectionId),
    queryFn: async ({ client }) => {
      await headPainted(client, connectionId);
      return fetchCached(connectionId);
    },
    structuralSharing: false,
  });

/**
 * All keys of an installation: first from the cache of this computer, without the network, where its head comes before the
 * list, then refreshed with the changes from the installation. While it cannot be reached, the request is repeated every few
 * seconds.
 */
export function useKeys(connectionId: string): KnownKeys {
  const queryClient = useQueryClient();
  // Both once: afterwards the installation is the source.
  const head = useQuery({ ...listHeadQuery(connectionId), enabled: ({ state }) => state.data === undefined });
  const cached = useQuery({
    ...cachedKeysQuery(connectionId),
    enabled: ({ state }) => !head.isPending && state.data === undefined,
  });
  const live = useQuery({
    queryKey: queryKeys.keys(connectionId),
    queryFn: () => fetchKeys(queryClient, connectionId, false),
    enabled: !cached.isPending,
    // Lists are compared by revision: comparing a hundred thousand keys would block the window.
    structuralSharing: false,
    refetchInterval: ({ state }) => renewalInterval(state.error),
  });
  const isReplaced = live.data !== undefined && cached.data?.list !== undefined;
  useEffect(() => {
    if (isReplaced) {
      // The former keys would stay in memory beside the current ones.
      queryClient.setQueryData<CachedKeys>(queryKeys.cachedKeys(connectionId), { list: undefined, fault: null });
    }
  }, [queryClient, connectionId, isReplaced]);
  // An account without the permission does not get to see keys loaded earlier.
  const data = live.error?.code === 'NOT_PERMITTED' ? undefined : (live.data ?? cached.data?.list);
  return {
    data,
    head: cached.isPending ? (head.data ?? null) : null,
    error: live.error,
    source: live.data !== undefined && live.error === null ? 'live' : 'known',
    wasLive: live.data !== undefined,
    isPending: data === undefined && live.isPending,
    isFetching: live.isFetching,
    fault: live.data === undefined ? (cached.data?.fault ?? null) : null,
  };
}

/** A rejected request is not repeated automatically: installations lock accounts after a few failed sign-ins. */
function renewalInterval(error: AppError | null): number | false {
  if (error === null) {
    return RENEWAL_MS;
  }
  return mayRetryAutomatically(error) ? OFFLINE_RETRY_MS : false;
}

async function fetchKeys(queryClient: QueryClient, connectionId: string, isFull: boolean): Promise<KeyList> {
  const before = knownList(queryClient, connectionId);
  const knownRevision = before?.revision ?? null;
  const response = await call(bridge.keys.list({ connectionId, knownRevision, isFull }));
  const keys = await keysOf(response);
  // Changes made in this window are mostly what the response reports: then the list stays the same object, and nothing
  // is computed again.
  const meanwhile = knownList(queryClient, connectionId);
  const list = toKeyList(response, keys, meanwhile?.revision === before?.revision ? meanwhile : before);
  if (list === undefined) {
    throw new AppError('INTERNAL', 'Main left out keys that the window does not have.');
  }
  return list;
}

function knownList(queryClient: QueryClient, connectionId: string): KeyList | undefined {
  return (
    queryClient.getQueryData<KeyList>(queryKeys.keys(connectionId)) ??
    queryClient.getQueryData<CachedKeys>(queryKeys.cachedKeys(connectionId))?.list
  );
}

async function fetchCached(connectionId: string): Promise<CachedKeys> {
  const { list, fault } = await call(bridge.keys.listCached({ connectionId }));
  return {
    list: list === null ? undefined : toKeyList(list, await keysOf(list), undefined),
    fault,
  };
}

/** Receives all keys of a list or of its changes. */
async function keysOf({ content }: Output<'keys:list'>): Promise<readonly AuthenticationKey[]> {
  const keys = await receiveKeys(content.keys, (next) => call(bridge.keys.listNext({ next })));
  if (keys === null) {
    throw new AppError('INTERNAL', 'Main no longer has the rest of the list.');
  }
  return keys;
}

/**
 * Applies a list or changes sent by main; `undefined` for changes to a list that the window does not have.
 * @param keys those of the list, unpacked.
 */
function toKeyList(
  { content, fetchedAt, accountStates, revision }: Output<'keys:list'>,
  keys: readonly AuthenticationKey[],
  before: KeyList | undefined,
): KeyList | undefined {
  if (content.kind === 'complete') {
    return { items: keys, fetchedAt, accountStates, revision };
  }
  const items = before && withChangedKeys(before.items, keys, content.deletedIds);
  return items && { items, fetchedAt, accountStates, revision };
}

/** The key with this id in the current list, or in what is known of it, if any. */
export function useKey(connectionId: string, keyId: KeyId): AuthenticationKey | undefined {
  const { data, head } = useKeys(connectionId);
  return (data?.items ?? head?.rows)?.find((key) => key.id === keyId);
}

/** Exports keys to a file that the user chooses; returns `null` when cancelled. */
export function useExportKeys() {
  return useMutation({
    mutationFn: async (input: Input<'keys:export'>) => (await call(bridge.keys.export(input))).saved,
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
 * Creates a key, adds it to the cached list and refreshes the list, also after an error: a request without a valid
 * response may have been carried out.
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
 * Changes the expiry of a key and refreshes the list, also after an error. After a conflict the new list arrives before
 * the error is reported.
 */
export function useEditKey(connectionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: Omit<Input<'keys:edit'>, 'connectionId'>) => call(bridge.keys.edit({ connectionId, ...input })),
    onSuccess: (changed) => {
      // A late response must not revert the list: main would not send the newer state again.
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

/** Fetches all keys and the permissions again, including what the change feed does not report. */
export function useRefreshKeys(connectionId: string): () => void {
  const queryClient = useQueryClient();
  return useCallback(() => {
    queryClient
      .fetchQuery({
        queryKey: queryKeys.keys(connectionId),
        queryFn: () => fetchKeys(queryClient, connectionId, true),
        staleTime: 0,
      })
      // The error is shown with the list.
      .catch(() => undefined);
    void queryClient.invalidateQueries({ queryKey: queryKeys.permissions(connectionId) });
  }, [queryClient, connectionId]);
}

/** Refreshes the list of keys. */
export function refreshKeys(queryClient: QueryClient, connectionId: string): void {
  void queryClient.invalidateQueries({ queryKey: queryKeys.keys(connectionId) });
}

/** How long after a run the list is refreshed, in milliseconds: its result and the changed list are drawn first. */
const REFRESH_AFTER_RUN_MS = 100;

/** Refreshes the list of keys after a run that changed many. */
export function refreshAfterRun(queryClient: QueryClient, connectionId: string): void {
  setTimeout(() => refreshKeys(queryClient, connectionId), REFRESH_AFTER_RUN_MS);
}

/**
 * Prepares a change of the cached list of keys without blocking the window.
 * @returns a function that shows it, until the next refresh.
 */
export async function prepareChange(
  queryClient: QueryClient,
  connectionId: string,
  change: ChangeKey,
): Promise<() => void> {
  const before = queryClient.getQueryData<KeyList>(queryKeys.keys(connectionId))?.items ?? [];
  const after = await changeInSteps(before, change);
  // It may have been refreshed in the meantime.
  return () => changeList(queryClient, connectionId, (items) => (items === before ? after : changeKeys(items, change)));
}

/** Changes the cached list of keys until the next refresh. */
function changeList(
  queryClient: QueryClient,
  connectionId: string,
  change: (items: readonly AuthenticationKey[]) => readonly AuthenticationKey[],
): void {
  queryClient.setQueryData<KeyList>(queryKeys.keys(connectionId), (list) =>
    list === undefined ? list : { ...list, items: change(list.items) },
  );
}
