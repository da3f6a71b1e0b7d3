import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import type { Input } from '../../shared/ipc/contract.ts';
import { type AdoptedKey, adoptedKeyId } from '../../shared/model/adoptedKey.ts';
import type { KeyTestResult } from '../../shared/model/keyTest.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

const NONE: readonly AdoptedKey[] = [];

/** The query of {@link useAdoptedKeys}. */
export const adoptedKeysQuery = (connectionId: string) =>
  queryOptions({
    queryKey: queryKeys.adopted(connectionId),
    queryFn: async () => (await call(bridge.adopted.list({ connectionId }))).keys,
  });

/** The keys of a connection that are known by token and secret only. */
export function useAdoptedKeys(connectionId: string): readonly AdoptedKey[] {
  const { data } = useQuery(adoptedKeysQuery(connectionId));
  return data ?? NONE;
}

/** Adopts a key. */
export function useAdoptKey() {
  return useMutation({
    // The variables hold a secret: do not cache them.
    gcTime: 0,
    mutationFn: (input: Input<'adopted:add'>) => call(bridge.adopted.add(input)),
  });
}

/** Changes label and expiry of an adopted key. */
export function useEditAdoptedKey() {
  return useMutation({ mutationFn: (input: Input<'adopted:edit'>) => call(bridge.adopted.edit(input)) });
}

/** Removes an adopted key with its secret. */
export function useRemoveAdoptedKey() {
  return useMutation({ mutationFn: (input: Input<'adopted:remove'>) => call(bridge.adopted.remove(input)) });
}

/** Makes one signed call with an adopted key; returns what it found. */
export function useTestAdoptedKey(connectionId: string) {
  return useMutation({
    mutationFn: async (token: string): Promise<KeyTestResult | undefined> => {
      const keys = [{ id: adoptedKeyId(token), token, version: 0 }];
      return (await call(bridge.keys.test({ connectionId, keys }))).results[0];
    },
  });
}
