import type { AdoptedKey } from './adoptedKey.ts';
import { type AccountId, type AuthenticationKey, keyStatus } from './key.ts';
import { creationsOf, expiriesOf } from './keyInstants.ts';

/** The keys that expire soon, as {@link keyStatus} has it. */
export interface ExpiringKeys {
  /** Those that need a new key: no other key of the account works when they expire, and they are not being rotated. */
  readonly unreplaced: ReadonlySet<AuthenticationKey>;
  /** Number of those with a successor: another valid key of the account works longer, so that it keeps its access. */
  readonly replaced: number;
  /** Number of those without a successor that are being rotated. */
  readonly rotating: number;
}

/** Numbers of keys that expire soon, like {@link ExpiringKeys}. */
export type ExpiringCounts = Readonly<Record<keyof ExpiringKeys, number>>;

/**
 * Finds the keys that expire soon. Those with a successor, as `successorOf` finds it, and those that are being rotated
 * need no attention. In time proportional to the number of keys.
 * @param now milliseconds since the epoch.
 * @param rotating knows the tokens of the keys that are being rotated.
 */
export function findExpiring(
  keys: readonly AuthenticationKey[],
  now: number,
  rotating: Pick<ReadonlyMap<string, unknown>, 'has'>,
): ExpiringKeys {
  const [expiries, creations] = [expiriesOf(keys), creationsOf(keys)];
  const expiring: { readonly key: AuthenticationKey; readonly expiry: number }[] = [];
  const lastExpiries = new Map<AccountId, number>();
  for (const [place, key] of keys.entries()) {
    const expiry = expiries[place] as number;
    const { kind } = keyStatus(key, now, expiry);
    if (kind === 'expiring') {
      expiring.push({ key, expiry });
    }
    if ((kind === 'expiring' || kind === 'valid') && (creations[place] as number) <= now) {
      lastExpiries.set(key.accountId, Math.max(expiry, lastExpiries.get(key.accountId) ?? 0));
    }
  }
  const last = expiring.filter(({ key, expiry }) => expiry >= (lastExpiries.get(key.accountId) ?? 0));
  const unreplaced = last.filter(({ key }) => !rotating.has(key.token)).map(({ key }) => key);
  return {
    unreplaced: new Set(unreplaced),
    replaced: expiring.length - last.length,
    rotating: last.length - unreplaced.length,
  };
}

/**
 * Counts the keys that expire soon, also those that are known by token and secret only: of their accounts KeyDesk knows no
 * other key. One that is in the list too counts once. The parameters are those of {@link findExpiring}.
 */
export function countExpiring(
  listed: readonly AuthenticationKey[],
  adopted: readonly AdoptedKey[],
  now: number,
  rotating: Pick<ReadonlyMap<string, unknown>, 'has'>,
): ExpiringCounts {
  const { unreplaced, ...counts } = findExpiring(listed, now, rotating);
  const expiring = adopted.filter((key) => isExpiring(key, now));
  const tokens = new Set(expiring.length === 0 ? [] : listed.map(({ token }) => token.toLowerCase()));
  return { ...counts, unreplaced: unreplaced.size + expiring.filter(({ token }) => !tokens.has(token)).length };
}

function isExpiring({ expirationDate }: AdoptedKey, now: number): boolean {
  return expirationDate !== null && keyStatus({ expirationDate, accountProblem: null }, now).kind === 'expiring';
}
