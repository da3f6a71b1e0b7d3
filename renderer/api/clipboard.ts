import { bridge } from './bridge.ts';
import { call } from './call.ts';

/** Puts the token of a key on the clipboard. @throws AppError */
export async function copyToken(connectionId: string, keyId: string): Promise<void> {
  await call(bridge.clipboard.copyToken({ connectionId, keyId }));
}

/**
 * Has main put the secret of a key on the clipboard; the value does not come here.
 * @returns the instant at which main clears it again, ISO 8601 in UTC.
 * @throws AppError
 */
export async function copySecret(connectionId: string, keyId: string): Promise<string> {
  const { clearsAt } = await call(bridge.clipboard.copySecret({ connectionId, keyId }));
  return clearsAt;
}

/** Clears the clipboard if it still holds the copied secret. @throws AppError */
export async function clearClipboard(): Promise<'cleared' | 'replaced'> {
  const { outcome } = await call(bridge.clipboard.clear());
  return outcome;
}
