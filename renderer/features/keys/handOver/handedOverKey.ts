import { isAdoptedKeyId } from '../../../../shared/model/adoptedKey.ts';
import { type AuthenticationKey, isSameKey, type KeyReference } from '../../../../shared/model/key.ts';
import { useAdoptedKeys } from '../../../api/adoptedKeyQueries.ts';
import { useKey } from '../../../api/keyQueries.ts';
import { useDisabledReasons } from '../../../shell/useDisabledReasons.ts';

/** A key that is handed over: one of the list, or one that is not managed here. */
export interface HandedOverKey extends KeyReference, Pick<AuthenticationKey, 'username' | 'fullName'> {
  /** ISO 8601 in UTC; `null` if it is unknown. */
  readonly expirationDate: string | null;
}

/** Returns the current state of a key; `null` if it is gone or another one has its place. */
export function useHandedOverKey(connectionId: string, shown: KeyReference): HandedOverKey | null {
  const listed = useKey(connectionId, shown.id);
  const adopted = useAdoptedKeys(connectionId).find(({ token }) => token === shown.token);
  if (isAdoptedKeyId(shown.id)) {
    return adopted === undefined
      ? null
      : { ...shown, username: '', fullName: adopted.label, expirationDate: adopted.expirationDate };
  }
  return listed !== undefined && isSameKey(listed, shown) ? listed : null;
}

/** Why the secret key cannot be read; `null` if it can. That of an adopted key is in the keychain. */
export function useSecretDisabledReason(connectionId: string, { id }: KeyReference): string | null {
  const { readSecret } = useDisabledReasons(connectionId);
  return isAdoptedKeyId(id) ? null : readSecret;
}
