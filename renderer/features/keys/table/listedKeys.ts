import { findExpiring } from '../../../../shared/model/expiringKeys.ts';
import { type AuthenticationKey, type KeyStatus, keyStatus } from '../../../../shared/model/key.ts';
import { expiriesOf } from '../../../../shared/model/keyInstants.ts';
import { type KeyNote, type KeyNotes, NO_NOTES } from '../../../../shared/model/keyNote.ts';
import { SHOWN_STATUSES, type ShownStatus, statusesOf } from '../../../../shared/model/keyStatuses.ts';
import { placesOfTokens } from '../../../../shared/model/placesOfTokens.ts';
import type { Rotation } from '../../../../shared/model/rotation.ts';
import type { ShownKeys } from './shownKeys.ts';

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
}

/** A list of keys with their statuses at a given time, by place in the list. */
export interface ListedKeys {
  readonly keys: readonly AuthenticationKey[];
  /** Indexes of {@link SHOWN_STATUSES}. */
  readonly statuses: Uint8Array;
  /** 1 for each key that expires soon, and whose place neither another key nor a rotation takes; else 0. */
  readonly isUnreplaced: Uint8Array;
  /** Places of the keys that are being rotated. */
  readonly rotating: Uint32Array;
  /** What the row of a key shows: the same object until something about the key changes. */
  readonly at: (place: number) => ListedKey | undefined;
}

/** Determines the status of every key; notes and rotations are looked up for the rows in view. */
export function listKeys(
  keys: readonly AuthenticationKey[],
  now: number,
  notes: KeyNotes = NO_NOTES,
  rotating: ReadonlyMap<string, Rotation> = NO_ROTATIONS,
): ListedKeys {
  const expiries = expiriesOf(keys);
  return {
    keys,
    statuses: statusesOf(keys, now),
    isUnreplaced: findExpiring(keys, now, rotating).isUnreplaced,
    rotating: placesOfTokens(keys, rotating),
    at: (place) => {
      const key = keys[place];
      return (
        key &&
        asBefore({
          key,
          status: keyStatus(key, now, expiries[place]),
          note: notes.get(key.token),
          rotation: rotating.get(key.token),
        })
      );
    },
  };
}

/** The keys at some places of a list, in this order. */
export function shownKeys({ keys, at }: ListedKeys, places: Uint32Array): ShownKeys {
  // Outside of the table the place is undefined, and so is the key.
  const placeOf = (row: number): number => places[row] ?? -1;
  return { length: places.length, at: (row) => at(placeOf(row)), keyAt: (row) => keys[placeOf(row)] };
}

/** What rows showed last of their keys. */
const known = new WeakMap<AuthenticationKey, ListedKey>();

function asBefore(listed: ListedKey): ListedKey {
  const before = known.get(listed.key);
  if (
    before !== undefined &&
    before.note === listed.note &&
    before.rotation === listed.rotation &&
    isSameStatus(before.status, listed.status)
  ) {
    return before;
  }
  known.set(listed.key, listed);
  return listed;
}

function isSameStatus(one: KeyStatus, other: KeyStatus): boolean {
  switch (one.kind) {
    case 'accountProblem':
      return other.kind === one.kind && other.problem === one.problem;
    case 'expiring':
      return other.kind === one.kind && other.daysLeft === one.daysLeft;
    default:
      return other.kind === one.kind;
  }
}

/** The filter that counts the keys of each status. */
const KIND: Readonly<Record<ShownStatus, KeyStatus['kind']>> = {
  expired: 'expired',
  archived: 'accountProblem',
  deactivated: 'accountProblem',
  noPermission: 'accountProblem',
  expiring: 'expiring',
  valid: 'valid',
};

/** Number of keys per quick filter. A key counts once under the status shown in its row, and again for the other two. */
export function countByFilter({ keys, statuses, isUnreplaced, rotating }: ListedKeys) {
  const numbers = new Uint32Array(SHOWN_STATUSES.length);
  let unreplaced = 0;
  for (let place = 0; place < keys.length; place += 1) {
    // Defined: there is a status for each key.
    const status = statuses[place] as number;
    numbers[status] = (numbers[status] as number) + 1;
    unreplaced += isUnreplaced[place] as number;
  }
  const counts = { all: keys.length, expiring: 0, expired: 0, accountProblem: 0, valid: 0 };
  for (const [number, status] of SHOWN_STATUSES.entries()) {
    counts[KIND[status]] += numbers[number] as number;
  }
  return { ...counts, unreplaced, rotating: rotating.length } satisfies Readonly<Record<QuickFilter, number>>;
}
