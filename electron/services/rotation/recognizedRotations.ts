import { DAY_MS } from '../../../shared/model/instant.ts';
import { type AccountId, type AuthenticationKey, type KeyReference, referenceTo } from '../../../shared/model/key.ts';
import { creationsOf, expiriesOf } from '../../../shared/model/keyInstants.ts';
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
  const expiries = expiriesOf(keys);
  const expiryOf = (place: number): number => expiries[place] as number;
  const mayBeOld = (expiry: number): boolean =>
    expiry > now && expiry <= now + ENDS_WITHIN_DAYS * DAY_MS && expiry % MINUTE_MS !== 0;
  /** Places of the valid keys of accounts with a key that may be the old one. */
  const accounts = new Map<AccountId, number[]>();
  keys.forEach(({ accountId }, place) => {
    if (mayBeOld(expiryOf(place))) {
      accounts.set(accountId, []);
    }
  });
  if (accounts.size === 0) {
    return [];
  }
  keys.forEach(({ accountId }, place) => {
    if (expiryOf(place) > now) {
      accounts.get(accountId)?.push(place);
    }
  });
  const creations = creationsOf(keys);
  const creationOf = (place: number): number => creations[place] as number;
  const keyAt = (place: number): AuthenticationKey => keys[place] as AuthenticationKey;
  return [...accounts.values()].flatMap((valid) => {
    const successor = valid.reduce((youngest, place) => (creationOf(place) > creationOf(youngest) ? place : youngest));
    if (creationOf(successor) + CREATED_WITHIN_DAYS * DAY_MS < now) {
      return [];
    }
    const shortened = valid.filter(
      (place) =>
        mayBeOld(expiryOf(place)) &&
        expiryOf(place) < expiryOf(successor) &&
        creationOf(place) < creationOf(successor) &&
        keyAt(place).version > keyAt(successor).version,
    );
    const [old] = shortened;
    return old === undefined || shortened.length > 1 ? [] : [recordOf(keyAt(old), keyAt(successor))];
  });
}

/** Whether {@link recognizedRotations} may find a pair among the keys of an account at some time, while they do not change. */
export function mayBePair(ofAccount: readonly AuthenticationKey[]): boolean {
  const firstVersion = Math.min(...ofAccount.map(({ version }) => version));
  const shortened = ofAccount.filter(
    ({ version, expirationDate }) => version > firstVersion && Date.parse(expirationDate) % MINUTE_MS !== 0,
  );
  return shortened.some((old) =>
    ofAccount.some(
      (successor) =>
        Date.parse(old.creationDate) < Date.parse(successor.creationDate) &&
        Date.parse(old.expirationDate) < Date.parse(successor.expirationDate) &&
        old.version > successor.version,
    ),
  );
}

/** Id of the rotation of a recognized pair, the same on each computer and after each start. */
function pairId(old: KeyReference, successor: KeyReference): string {
  return `pair-${sha256(`${old.token}\n${successor.token}`).slice(0, 40)}`;
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
