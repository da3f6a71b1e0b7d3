import type { AccountProblem, AuthenticationKey, KeyReference } from '../../../shared/model/key.ts';
import type { KeyTestCode } from '../../../shared/model/keyTest.ts';
import type { Rotation, RotationProblem, RotationState } from '../../../shared/model/rotation.ts';
import type { ApiKey } from '../../ports.ts';
import type { ConnectionKeyList } from '../keys/connectionKeyList.ts';
import type { RotationRecord } from './rotationRecord.ts';

/** The part of a key list that rotations are compared with. */
export type ListedKeys = Pick<ConnectionKeyList, 'get' | 'join'>;

/** Time in ms by which the expiry of a key may differ from the one that was sent: the platform may round it. */
const ROUNDING_MS = 1000;

/** Whether two instants (ISO 8601) are the same expiry. */
export function isSameExpiry(one: string, other: string): boolean {
  return Math.abs(Date.parse(one) - Date.parse(other)) < ROUNDING_MS;
}

/** The problem with a code. */
export function problemOf(code: RotationProblem['code'], detail: string | null = null): RotationProblem {
  return { code, detail };
}

/** Returns a key of the list; `null` if it is gone or its id belongs to another key. */
export function listed(list: ListedKeys, key: KeyReference): AuthenticationKey | null {
  const found: ApiKey | null = list.get(key.id);
  return found?.token === key.token ? list.join(found) : null;
}

const ACCOUNT_CODES: Readonly<Record<AccountProblem, KeyTestCode>> = {
  archived: 'accountArchived',
  deactivated: 'accountDeactivated',
  noPermission: 'noApiCalls',
};

/** The problem of an account that may not use the API, as a test would find it. */
export function accountProblemOf({ accountProblem }: AuthenticationKey): RotationProblem | null {
  return accountProblem === null ? null : problemOf(ACCOUNT_CODES[accountProblem]);
}

/**
 * Compares a record with the list: settles a step whose result was not recorded. Returns the same record if there is
 * nothing to settle.
 */
export function settled(record: RotationRecord, list: ListedKeys, changedAt: string): RotationRecord {
  const { pending } = record;
  const old = listed(list, record.oldKey);
  const done = (change: Partial<RotationRecord>): RotationRecord => ({
    ...record,
    pending: null,
    problem: null,
    changedAt,
    ...change,
  });
  const version = old?.version ?? record.oldVersion;
  switch (pending?.kind) {
    case 'shortening':
      return old !== null && isSameExpiry(old.expirationDate, pending.to)
        ? done({ stage: 'overlap', oldExpiryAfter: old.expirationDate, oldVersion: version })
        : done({ problem: record.problem });
    case 'ending':
      return old === null || Date.parse(old.expirationDate) <= Date.parse(changedAt)
        ? done({ oldExpiryAfter: old?.expirationDate ?? record.oldExpiryAfter, oldVersion: version })
        : done({ problem: record.problem });
    case 'restoring':
      return old !== null && record.oldExpiryBefore !== null && isSameExpiry(old.expirationDate, record.oldExpiryBefore)
        ? done({ stage: 'handOver', oldExpiryAfter: null, oldVersion: version })
        : done({ problem: record.problem });
    case 'deleting':
      return record.newKey === null || listed(list, record.newKey) === null
        ? done({ stage: 'takenBack' })
        : done({ problem: record.problem });
    default:
      return record;
  }
}

/**
 * Returns a recorded rotation as the window shows it: with what the list says about both keys.
 * @param list `null` if no list is known.
 * @param now milliseconds since the epoch.
 */
export function rotationOf(
  connectionId: string,
  record: RotationRecord,
  list: ListedKeys | null,
  now: number,
  isElsewhere = false,
): Rotation {
  const { oldVersion: _version, changedAt: _changedAt, isDismissed: _isDismissed, stage, pending, ...facts } = record;
  const shown = { ...facts, connectionId, pending: pending?.kind ?? null };
  if (list === null || isElsewhere) {
    const state = stage === 'overlap' && hasExpired(record.oldExpiryAfter, now) ? 'ended' : stage;
    return { ...shown, state, problem: isElsewhere ? problemOf('otherInstallation') : record.problem };
  }
  const old = listed(list, record.oldKey);
  const state: RotationState =
    stage === 'overlap' && (old === null || hasExpired(old.expirationDate, now)) ? 'ended' : stage;
  return { ...shown, state, problem: listProblem(record, state, list) ?? record.problem };
}

/** What the list says against a rotation; `null` if nothing. */
function listProblem(record: RotationRecord, state: RotationState, list: ListedKeys): RotationProblem | null {
  const { newKey, pending } = record;
  if (newKey === null || pending !== null || state === 'takenBack' || state === 'failed') {
    return null;
  }
  const current = listed(list, newKey);
  if (current === null) {
    return problemOf('newKeyGone');
  }
  const old = listed(list, record.oldKey);
  const expected = record.oldExpiryAfter ?? record.oldExpiryBefore;
  if (old === null) {
    return state === 'ended' ? null : problemOf('oldKeyGone');
  }
  if (expected !== null && state !== 'ended' && !isSameExpiry(old.expirationDate, expected)) {
    return problemOf('oldKeyChanged', old.expirationDate);
  }
  return accountProblemOf(current);
}

function hasExpired(expiry: string | null, now: number): boolean {
  return expiry !== null && Date.parse(expiry) <= now;
}
