import { type AuthenticationKey, type KeyStatus, keyStatus } from '../../../../shared/model/key.ts';
import { expiriesOf } from '../../../../shared/model/keyInstants.ts';

/** The quick filters: everything, or the keys of one status. */
export type QuickFilter = 'all' | Exclude<KeyStatus['kind'], 'valid'>;

/** A key together with its status at one moment. */
export interface ListedKey {
  readonly key: AuthenticationKey;
  readonly status: KeyStatus;
}

/** Works out the status of every key. @param now milliseconds since the epoch, UTC. */
export function listKeys(keys: readonly AuthenticationKey[], now: number): ListedKey[] {
  const expiries = expiriesOf(keys);
  return keys.map((key, place) => ({ key, status: keyStatus(key, now, expiries[place]) }));
}

/** How many keys each quick filter shows. A key counts once, under the status that its row shows. */
export function countByFilter(keys: readonly ListedKey[]): Readonly<Record<QuickFilter, number>> {
  const counts = { all: keys.length, expiring: 0, expired: 0, accountProblem: 0, valid: 0 };
  for (const { status } of keys) {
    counts[status.kind] += 1;
  }
  return counts;
}
