import { useQuery } from '@tanstack/react-query';
import type { Output } from '../../shared/ipc/contract.ts';
import type { ClipboardState } from '../../shared/model/clipboardState.ts';
import { type KeyReference, referenceTo } from '../../shared/model/key.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

/** What the clipboard is known to hold of KeyDesk's secrets. Main decides; the window only shows it. */
export function useClipboardState(): ClipboardState {
  const { data } = useQuery({
    queryKey: queryKeys.clipboard,
    queryFn: () => call(bridge.clipboard.getState()),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? { status: 'empty' };
}

/** Puts the token of a key on the clipboard. @throws AppError */
export async function copyToken(connectionId: string, key: KeyReference): Promise<void> {
  await call(bridge.clipboard.copyToken({ connectionId, key: referenceTo(key) }));
}

/** Puts the tokens of keys on the clipboard, one a line; gives how many they were. @throws AppError */
export async function copyTokens(connectionId: string, keys: readonly KeyReference[]): Promise<number> {
  const { copied } = await call(bridge.clipboard.copyTokens({ connectionId, keys: keys.map(referenceTo) }));
  return copied;
}

/** Has main put the secret of a key on the clipboard; the value does not come here. @throws AppError */
export async function copySecret(connectionId: string, key: KeyReference): Promise<void> {
  await call(bridge.clipboard.copySecret({ connectionId, key: referenceTo(key) }));
}

/** Has main copy the token of a key, and with the next call for the same key its secret. @throws AppError */
export async function copyNext(
  connectionId: string,
  key: KeyReference,
): Promise<Output<'clipboard:copyNext'>['copied']> {
  const { copied } = await call(bridge.clipboard.copyNext({ connectionId, key: referenceTo(key) }));
  return copied;
}

/** Clears the clipboard if it still holds the copied secret; {@link useClipboardState} tells how it went. */
export async function clearClipboard(): Promise<void> {
  await call(bridge.clipboard.clear());
}
