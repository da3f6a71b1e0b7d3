import { keysByAccount } from '../../../shared/model/coverage.ts';
import { DAY_MS } from '../../../shared/model/instant.ts';
import { type AuthenticationKey, type KeyReference, referenceTo } from '../../../shared/model/key.ts';
import { sha256 } from '../sha256.ts';
import type { RotationRecord } from './rotationRecord.ts';

/** Days within which the old key of a recognized pair expires. */
const ENDS_WITHIN_DAYS = 30;
/** Age in days of the new key up to which a pair is recognized. */
const CREATED_WITHIN_DAYS = 60;
const MINUTE_MS = 60_000;

/**
 * Finds rotations that were started on another computer, by account and times alone. A rotation lets the old key expire a
 * number of days after the moment of the test, while people and KeyDesk's own dates are whole minutes: so the old key has
 * an expiry with seconds, was changed more often than the new one, and expires soon; the new one is the youngest valid key
 * of the account, was created lately and works longer. Accounts in which several keys could be the old one are left out.
 * @param now milliseconds since the epoch.
 */
export function recognizedRotations(keys: readonly AuthenticationKey[], now: number): readonly RotationRecord[] {
  return [...keysByAccount(keys).values()].flatMap((ofAccount) => {
    const pair = ofAccount.length < 2 ? null : pairOf(ofAccount, now);
    return pair === null ? [] : [recordOf(pair.old, pair.successor)];
  });
}

/** Id of the rotation of a recognized pair, the same on each computer and after each start. */
function pairId(old: KeyReference, successor: KeyReference): string {
  return `pair-${sha256(`${old.token}\n${successor.token}`).slice(0, 40)}`;
}

function pairOf(
  ofAccount: readonly AuthenticationKey[],
  now: number,
): { readonly old: AuthenticationKey; readonly successor: AuthenticationKey } | null {
  const valid = ofAccount.filter(({ expirationDate }) => Date.parse(expirationDate) > now);
  const [successor, ...others] = valid.toSorted(
    (one, other) => Date.parse(other.creationDate) - Date.parse(one.creationDate),
  );
  if (successor === undefined || Date.parse(successor.creationDate) + CREATED_WITHIN_DAYS * DAY_MS < now) {
    return null;
  }
  const shortened = others.filter((key) => {
    const expiry = Date.parse(key.expirationDate);
    return (
      Date.parse(key.creationDate) < Date.parse(successor.creationDate) &&
      key.version > successor.version &&
      expiry <= now + ENDS_WITHIN_DAYS * DAY_MS &&
      expiry < Date.parse(successor.expirationDate) &&
      expiry % MINUTE_MS !== 0
    );
  });
  const [old] = shortened;
  return old === undefined || shortened.length > 1 ? null : { old, successor };
}

function recordOf(old: AuthenticationKey, successor: AuthenticationKey): RotationRecord {
  return {
    id: pairId(old, successor),
    account: { id: old.accountId, username: old.username, fullName: old.fullName },
    oldKey: referenceTo(old),
    oldVersion: old.version,
    newKey: referenceTo(successor),
    stage: 'overlap',
    pending: null,
    startedAt: successor.creationDate,
    changedAt: successor.creationDate,
    testedAt: null,
    oldExpiryBefore: null,
    oldExpiryAfter: old.expirationDate,
    newExpiry: successor.expirationDate,
    overlapDays: null,
    origin: 'recognized',
    problem: null,
    isDismissed: false,
  };
}
