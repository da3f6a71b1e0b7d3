import { type AccountId, type AuthenticationKey, keyStatus } from './key.ts';
import { creationsOf, expiriesOf } from './keyInstants.ts';

/** Numbers of keys that expire soon, as {@link keyStatus} has it. */
export interface ExpiringKeys {
  /** Those that need attention: no other key of the account works when they expire. */
  readonly last: number;
  /** Those with a successor: another valid key of the account works longer, so that it keeps its access. */
  readonly replaced: number;
}

/**
 * Counts the keys that expire soon. Those with a successor, as `successorOf` finds it, need no attention. In time
 * proportional to the number of keys.
 * @param now milliseconds since the epoch.
 */
export function countExpiring(keys: readonly AuthenticationKey[], now: number): ExpiringKeys {
  const [expiries, creations] = [expiriesOf(keys), creationsOf(keys)];
  const expiring: { readonly accountId: AccountId; readonly expiry: number }[] = [];
  const lastExpiries = new Map<AccountId, number>();
  for (const [place, key] of keys.entries()) {
    const expiry = expiries[place] as number;
    const { kind } = keyStatus(key, now, expiry);
    if (kind === 'expiring') {
      expiring.push({ accountId: key.accountId, expiry });
    }
    if ((kind === 'expiring' || kind === 'valid') && (creations[place] as number) <= now) {
      lastExpiries.set(key.accountId, Math.max(expiry, lastExpiries.get(key.accountId) ?? 0));
    }
  }
  const replaced = expiring.filter(({ accountId, expiry }) => expiry < (lastExpiries.get(accountId) ?? 0)).length;
  return { last: expiring.length - replaced, replaced };
}
