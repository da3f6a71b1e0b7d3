import type { WireEligibleAccount, WireKey, WireKeyWithSecret } from '../../../shared/adminApi/keyService.ts';
import type { Candidate } from '../storage/accountStorage.ts';
import { accountIdOf, keyIdOf } from '../storage/identifiers.ts';
import type { StoredKey, StoredKeyWithSecret } from '../storage/keyStorage.ts';

/** Converts a key to its wire format. */
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

/** Converts a key with its secret to its wire format. */
export function toWireKeyWithSecret(key: StoredKeyWithSecret): WireKeyWithSecret {
  return { ...toWireKey(key), SecretKey: key.secret.toString('base64') };
}

/** Converts a candidate for a new key to its wire format. */
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
