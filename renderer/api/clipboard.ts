import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Input, Output } from '../../shared/ipc/contract.ts';
import type { ClipboardState } from '../../shared/model/clipboardState.ts';
import { type KeyReference, referenceTo } from '../../shared/model/key.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

/** The query of {@link useClipboardState}. */
export const clipboardQuery = queryOptions({
  queryKey: queryKeys.clipboard,
  queryFn: () => call(bridge.clipboard.getState()),
  staleTime: Number.POSITIVE_INFINITY,
});

/** What the clipboard holds of KeyDesk's secrets, as reported by main. */
export function useClipboardState(): ClipboardState {
  const { data } = useQuery(clipboardQuery);
  return data ?? { status: 'empty' };
}

/** Copies the token of a key. @throws AppError */
export async function copyToken(connectionId: string, key: KeyReference): Promise<void> {
  await call(bridge.clipboard.copyToken({ connectionId, key: referenceTo(key) }));
}

/** Copies the tokens of keys, one per line; returns their number. @throws AppError */
export async function copyTokens(connectionId: string, keys: readonly KeyReference[]): Promise<number> {
  const { copied } = await call(bridge.clipboard.copyTokens({ connectionId, keys: keys.map(referenceTo) }));
  return copied;
}

/** Copies what the user of a key has to know, except for the secret. @throws AppError */
export async function copyHandOver(
  connectionId: string,
  key: KeyReference,
  labels: Input<'clipboard:copyHandOver'>['labels'],
): Promise<void> {
  await call(bridge.clipboard.copyHandOver({ connectionId, key: referenceTo(key), labels }));
}

/** Has main copy the secret of a key; the value never reaches the window. @throws AppError */
export async function copySecret(connectionId: string, key: KeyReference): Promise<void> {
  await call(bridge.clipboard.copySecret({ connectionId, key: referenceTo(key) }));
}

/** Copies the token of a key, and with the next call for the same key its secret. @throws AppError */
export async function copyNext(
  connectionId: string,
  key: KeyReference,
): Promise<Output<'clipboard:copyNext'>['copied']> {
  const { copied } = await call(bridge.clipboard.copyNext({ connectionId, key: referenceTo(key) }));
  return copied;
}

/** Clears the clipboard if it still holds the copied secret; {@link useClipboardState} reports the result. */
export async function clearClipboard(): Promise<void> {
  await call(bridge.clipboard.clear());
}
