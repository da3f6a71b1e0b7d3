import { type KeyReference, referenceTo } from '../../shared/model/key.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';

/**
 * Fetches a secret key. Deliberately not a query or mutation: their caches would hold the value after it was hidden.
 * @throws AppError
 */
export async function revealSecret(connectionId: string, key: KeyReference): Promise<string> {
  const { secretKey } = await call(bridge.keys.reveal({ connectionId, key: referenceTo(key) }));
  return secretKey;
}

/** Reports that the revealed secret is hidden. Main ends the screen protection by itself if this message is lost. */
export function reportHidden(): void {
  bridge.keys.hide().catch(() => undefined);
}
