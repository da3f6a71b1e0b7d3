import { findExpiring } from '../../../../shared/model/expiringKeys.ts';
import { type AuthenticationKey, type KeyStatus, keyStatus } from '../../../../shared/model/key.ts';
import { expiriesOf } from '../../../../shared/model/keyInstants.ts';
import { type KeyNote, NO_NOTES } from '../../../../shared/model/keyNote.ts';
import type { Rotation } from '../../../../shared/model/rotation.ts';

const NO_ROTATIONS: ReadonlyMap<string, Rotation> = new Map();

/** The quick filters: everything, the keys of one status, those that need a new key, or those that are being rotated. */
export type QuickFilter = 'all' | 'unreplaced' | 'rotating' | Exclude<KeyStatus['kind'], 'valid'>;

/** A key with its status at a given time, and its note. */
export interface ListedKey {
  readonly key: AuthenticationKey;
  readonly status: KeyStatus;
  /** The note of this computer about the key. */
  readonly note: KeyNote | undefined;
  /** The rotation that the key is part of. */
  readonly rotation: Rotation | undefined;
  /** Whether it expires soon, and neither another key nor a rotation takes its place. */
  readonly isUnreplaced: boolean;
}

/** Determines the status of every key, and finds its note and rotation. @param now milliseconds since the epoch, UTC. */
export function listKeys(
  keys: readonly AuthenticationKey[],
  now: number,
  notes = NO_NOTES,
  rotating: ReadonlyMap<string, Rotation> = NO_ROTATIONS,
): ListedKey[] {
  const expiries = expiriesOf(keys);
  const { unreplaced } = findExpiring(keys, now, rotating);
  return keys.map((key, place) => ({
    key,
    status: keyStatus(key, now, expiries[place]),
    note: notes.get(key.token),
    rotation: rotating.get(key.token),
    isUnreplaced: unreplaced.has(key),
  }));
}

/** Number of keys per quick filter. A key counts once under the status shown in its row, and again for the other two. */
export function countByFilter(keys: readonly ListedKey[]): Readonly<Record<QuickFilter, number>> {
  const counts = { all: keys.length, expiring: 0, expired: 0, accountProblem: 0, valid: 0, unreplaced: 0, rotating: 0 };
  for (const { status, rotation, isUnreplaced } of keys) {
    counts[status.kind] += 1;
    counts.unreplaced += isUnreplaced ? 1 : 0;
    counts.rotating += rotation === undefined ? 0 : 1;
  }
  return counts;
}
