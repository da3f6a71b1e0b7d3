import { keysByAccount } from '../../../shared/model/coverage.ts';
import { DAY_MS } from '../../../shared/model/instant.ts';
import { type AccountId, type AuthenticationKey, type KeyReference, referenceTo } from '../../../shared/model/key.ts';
import {
  isRotating,
  type Rotation,
  type RotationProblem,
  type RotationResult,
} from '../../../shared/model/rotation.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import type { SelectedKey } from '../bulk/bulkPlan.ts';
import type { ConnectionKeyList } from '../keys/connectionKeyList.ts';
import { creationPlan } from './createSuccessors.ts';
import type { RotationRecord } from './rotationRecord.ts';
import { accountProblemOf, listed, problemOf } from './rotationView.ts';

/** Age in days up to which a longer-lived key of the account may be the new key of a rotation on another computer. */
const YOUNGER_KEY_DAYS = 30;

/** What rotations are started with. */
export interface RotationRequest {
  readonly keys: readonly SelectedKey[];
  /** Expiry of every new key, ISO 8601. */
  readonly newExpiry: string;
  readonly overlapDays: number;
  /** Whether a key is also created for an account that got another one in the last days. */
  readonly acceptsYoungerKey: boolean;
}

/** The rotations to be started, and the keys for which none is. */
interface RotationPlan {
  readonly records: readonly RotationRecord[];
  readonly refused: readonly RotationResult[];
}

/**
 * Plans a rotation for each key. Keys that are gone, have changed since they were selected, belong to a rotation or to an
 * account that may not use the API get none.
 * @param active the rotations of the connection.
 * @param now milliseconds since the epoch.
 */
export function planRotations(
  request: RotationRequest,
  list: ConnectionKeyList,
  active: readonly Rotation[],
  now: number,
): RotationPlan {
  const rotating = new Set(
    active
      .filter(isRotating)
      .flatMap(({ oldKey, newKey }) => [oldKey.token, ...(newKey === null ? [] : [newKey.token])]),
  );
  const ofAccount = keysByAccount(list.items);
  const records: RotationRecord[] = [];
  const refused: RotationResult[] = [];
  for (const key of new Map(request.keys.map((selected) => [selected.token, selected])).values()) {
    const old = listed(list, key);
    const refusal = old === null ? failed(key, problemOf('oldKeyGone')) : refusalOf(key, old);
    if (old === null || refusal !== null) {
      refused.push(refusal ?? failed(key, problemOf('oldKeyGone')));
    } else {
      records.push(recordOf(request, old, ofAccount.get(old.accountId) ?? [], now));
    }
  }
  return { records, refused };

  function refusalOf(key: SelectedKey, old: AuthenticationKey): RotationResult | null {
    if (rotating.has(old.token)) {
      return skipped(key, problemOf('alreadyRotating'));
    }
    if (old.version !== key.version) {
      return failed(key, problemOf('oldKeyChanged', old.expirationDate));
    }
    const accountProblem = accountProblemOf(old);
    if (accountProblem !== null) {
      return failed(key, accountProblem);
    }
    const younger = request.acceptsYoungerKey ? null : youngerKey(old, ofAccount, now);
    return younger === null ? null : skipped(key, problemOf('hasYoungerKey', shortToken(younger.token)));
  }
}

/** The valid key of the account that was created lately, after `old`, and works longer; `null` if there is none. */
function youngerKey(
  old: AuthenticationKey,
  ofAccount: ReadonlyMap<AccountId, readonly AuthenticationKey[]>,
  now: number,
): AuthenticationKey | null {
  const oldExpiry = Math.max(now, Date.parse(old.expirationDate));
  const since = Math.max(Date.parse(old.creationDate), now - YOUNGER_KEY_DAYS * DAY_MS);
  const keys = ofAccount.get(old.accountId) ?? [];
  return keys.find((key) => Date.parse(key.creationDate) > since && Date.parse(key.expirationDate) > oldExpiry) ?? null;
}

function recordOf(
  { newExpiry, overlapDays }: RotationRequest,
  old: AuthenticationKey,
  ofAccount: readonly AuthenticationKey[],
  now: number,
): RotationRecord {
  const startedAt = new Date(now).toISOString();
  return {
    id: crypto.randomUUID(),
    account: { id: old.accountId, username: old.username, fullName: old.fullName },
    oldKey: referenceTo(old),
    oldVersion: old.version,
    newKey: null,
    stage: 'creating',
    pending: creationPlan(ofAccount),
    startedAt,
    changedAt: startedAt,
    testedAt: null,
    oldExpiryBefore: old.expirationDate,
    oldExpiryAfter: null,
    newExpiry,
    overlapDays,
    origin: 'own',
    problem: null,
    isDismissed: false,
  };
}

function failed(key: KeyReference, problem: RotationProblem): RotationResult {
  return { rotationId: null, oldKey: referenceTo(key), outcome: 'failed', problem };
}

function skipped(key: KeyReference, problem: RotationProblem): RotationResult {
  return { rotationId: null, oldKey: referenceTo(key), outcome: 'skipped', problem };
}
