import type { WireEligibleAccount, WireKey, WireKeyWithSecret } from '../../../shared/adminApi/keyService.ts';
import type { Candidate } from '../storage/accountStorage.ts';
import { accountIdOf, keyIdOf } from '../storage/identifiers.ts';
import type { StoredKey, StoredKeyWithSecret } from '../storage/keyStorage.ts';

/** Writes a key as it goes over the wire. */
export function toWireKey(key: StoredKey): WireKey {
  return {
    Id: keyIdOf(key.id),
    AccountId: accountIdOf(key.accountId),
    Username: key.username,
    FullName: key.fullName,
    Token: key.token,
    CreationDate: new Date(key.creationDate).toISOString(),
    ExpirationDate: new Date(key.expirationDate).toISOString(),
    ...(key.lastUsedDate === null ? {} : { LastUsedDate: new Date(key.lastUsedDate).toISOString() }),
    Version: key.version,
  };
}

/** Writes a key with its secret as it goes over the wire. */
export function toWireKeyWithSecret(key: StoredKeyWithSecret): WireKeyWithSecret {
  return { ...toWireKey(key), SecretKey: key.secret.toString('base64') };
}

/** Writes an account that a key could be for as it goes over the wire. */
export function toWireCandidate({ id, username, fullName, problem, systemRoles }: Candidate): WireEligibleAccount {
  return {
    Id: accountIdOf(id),
    Username: username,
    FullName: fullName,
    IsEligible: problem === null,
    ...(problem === null ? {} : { Reason: problem }),
    SystemRoles: [...systemRoles],
  };
}
