import { z } from 'zod';
import type { AdoptedKey } from './adoptedKey.ts';
import { countExpiring } from './expiringKeys.ts';
import { DAY_MS, instantSchema } from './instant.ts';
import type { AccountId, AuthenticationKey } from './key.ts';
import { creationsOf, expiriesOf } from './keyInstants.ts';

/** Time in ms after which a start is one after an absence. */
const SHORTEST_ABSENCE_MS = DAY_MS;
/** Time in ms beyond which a clock that is wrong is more likely than an absence. */
const LONGEST_ABSENCE_MS = 2 * 366 * DAY_MS;

/** What has happened to the keys of a connection during an absence, as far as its last list tells. */
const connectionAbsenceSchema = z.object({
  connectionId: z.string(),
  /** Number of keys that have expired, of accounts that may use the API. */
  expired: z.int(),
  /** Number of keys that expire soon and need a new one. */
  expiring: z.int(),
  /** Number of accounts whose last valid key has expired. */
  lost: z.int(),
});
/** What has happened to the keys of a connection during an absence. */
export type ConnectionAbsence = Readonly<z.infer<typeof connectionAbsenceSchema>>;

/** What has happened during an absence. */
export const absenceSchema = z.object({
  /** When KeyDesk was last seen. */
  since: instantSchema,
  /** Those with something to say; at least one. */
  connections: z.array(connectionAbsenceSchema).readonly(),
});
/** What has happened during an absence. */
export type Absence = Readonly<z.infer<typeof absenceSchema>>;

/**
 * Returns since when (ms since the epoch) nobody has seen KeyDesk; `null` if that was at most a day ago, or cannot be told
 * because the clock was set back or jumped.
 * @param lastSeenAt ISO 8601; `null` at the first start.
 * @param now milliseconds since the epoch.
 */
export function absentSince(lastSeenAt: string | null, now: number): number | null {
  const lastSeen = lastSeenAt === null ? Number.NaN : Date.parse(lastSeenAt);
  const absence = now - lastSeen;
  return absence > SHORTEST_ABSENCE_MS && absence <= LONGEST_ABSENCE_MS ? lastSeen : null;
}

/** What the keys of a connection are known to be, without a request. */
export interface KnownKeys {
  readonly listed: readonly AuthenticationKey[];
  readonly adopted: readonly AdoptedKey[];
  /** Knows the tokens of the keys that are being rotated. */
  readonly rotating: Pick<ReadonlyMap<string, unknown>, 'has' | 'size'>;
}

/**
 * Says what has happened to keys during an absence, in time proportional to their number.
 * @param since milliseconds since the epoch, like `now`.
 */
export function summarizeAbsence(
  { listed, adopted, rotating }: KnownKeys,
  since: number,
  now: number,
): Omit<ConnectionAbsence, 'connectionId'> {
  const [expiries, creations] = [expiriesOf(listed), creationsOf(listed)];
  const isWithin = (instant: number): boolean => instant > since && instant <= now;
  const lastExpiries = new Map<AccountId, number>();
  const tokens = new Set<string>();
  let expired = 0;
  for (const [place, key] of listed.entries()) {
    const expiry = expiries[place] as number;
    tokens.add(key.token.toLowerCase());
    // A key from the future, by a wrong clock, is not valid yet.
    if (key.accountProblem === null && (creations[place] as number) <= now) {
      expired += isWithin(expiry) ? 1 : 0;
      lastExpiries.set(key.accountId, Math.max(expiry, lastExpiries.get(key.accountId) ?? 0));
    }
  }
  const own = adopted.filter(({ token }) => !tokens.has(token));
  return {
    expired: expired + own.filter(({ expirationDate }) => isWithin(Date.parse(expirationDate ?? ''))).length,
    expiring: countExpiring(listed, own, now, rotating).unreplaced,
    lost: [...lastExpiries.values()].filter(isWithin).length,
  };
}
