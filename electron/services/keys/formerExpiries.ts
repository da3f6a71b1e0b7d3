import type { ActivityEntry } from '../../../shared/model/activity.ts';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';

/** Time in ms by which the expiry of a key may differ from the one that was sent: the platform may round it. */
const ROUNDING_MS = 1000;
/** Time in ms by which a key that was disabled "now" may expire after its entry in the journal was written. */
const NOW_MS = 60_000;

/**
 * Why the former expiry of a key is not known. `notExpired`: it works. `notRecorded`: it was not disabled by KeyDesk on
 * this computer, or its expiry was changed since. `past`: it would have expired by now anyway.
 */
type UnknownExpiry = 'notExpired' | 'notRecorded' | 'past';

/** The expiry that a disabled key had before, ISO 8601, or why it is not known. */
export type FormerExpiry =
  | { readonly known: true; readonly expirationDate: string }
  | { readonly known: false; readonly reason: UnknownExpiry };

/**
 * Returns the expiry that a key had before it was disabled, from the journal of its connection. Only an entry whose expiry
 * the key still has counts: a change that somebody made since is not undone.
 * @param entries of the connection, in order.
 */
export function formerExpiry(
  key: Pick<AuthenticationKey, 'id' | 'token' | 'expirationDate'>,
  entries: readonly ActivityEntry[],
  now: number,
): FormerExpiry {
  const expiry = Date.parse(key.expirationDate);
  if (expiry > now) {
    return { known: false, reason: 'notExpired' };
  }
  const token = shortToken(key.token);
  const last = entries.findLast(
    (entry) =>
      entry.keyId === key.id &&
      entry.token === token &&
      entry.action === 'expiryChanged' &&
      entry.outcome !== 'failed' &&
      entry.expiryAfter !== null &&
      Math.abs(Date.parse(entry.expiryAfter) - expiry) < ROUNDING_MS,
  );
  if (last === undefined || last.expiryBefore === null || !wasDisabled(last)) {
    return { known: false, reason: 'notRecorded' };
  }
  return Date.parse(last.expiryBefore) <= now
    ? { known: false, reason: 'past' }
    : { known: true, expirationDate: last.expiryBefore };
}

/** Whether a change let a working key expire at once. */
function wasDisabled({ at, expiryBefore, expiryAfter }: ActivityEntry): boolean {
  const changed = Date.parse(at);
  return (
    expiryBefore !== null &&
    expiryAfter !== null &&
    Date.parse(expiryAfter) <= changed + NOW_MS &&
    Date.parse(expiryBefore) > Date.parse(expiryAfter)
  );
}
