import type { Dayjs } from 'dayjs';
import type { AuthenticationKey, KeyReference } from '../../../../shared/model/key.ts';
import { chosenDay, extension } from '../expiry/expiry.ts';

const NOTHING_ASKED: ReadonlyMap<string, string> = new Map();

/** How to set a new expiry: extend each key by a number of days, or the same day for all. */
export type ExpiryChoice =
  | { readonly kind: 'extend'; readonly days: number }
  | { readonly kind: 'date'; readonly day: Dayjs | null };

/** Effect of a choice on keys. */
export interface ExpiryPlan {
  /** The keys whose expiry changes, with the version shown. */
  readonly changes: readonly (KeyReference & { readonly version: number; readonly expirationDate: string })[];
  /** Number of their accounts. */
  readonly accounts: number;
  /** How many of them have expired and would work again. */
  readonly revived: number;
  /** How many would expire sooner, but still in the future. */
  readonly shortened: number;
  /** How many would stop working at once. */
  readonly ending: number;
  /** How many keys already have this expiry. */
  readonly unchanged: number;
  /** How many keys would be valid beyond the last permitted year, and do not change. */
  readonly beyond: number;
}

/**
 * Calculates the new expiry of each key and the effect.
 * @param now milliseconds since the epoch, UTC.
 * @param asked expiry requested by an earlier run, by key: a key that has it is not extended twice.
 */
export function planExpiry(
  keys: readonly AuthenticationKey[],
  choice: ExpiryChoice,
  now: number,
  asked: ReadonlyMap<string, string> = NOTHING_ASKED,
): ExpiryPlan {
  const common = choice.kind === 'date' ? chosenDay(choice.day).instant : null;
  const planned = keys.flatMap((key) => {
    const before = Date.parse(key.expirationDate);
    const wanted = choice.kind === 'date' ? common : extension(key.expirationDate, now, choice.days, 'day').instant;
    const isBeyond = choice.kind === 'extend' && wanted === null;
    const date = isBeyond || Date.parse(asked.get(key.id) ?? '') === before ? key.expirationDate : wanted;
    return date === null ? [] : [{ key, date, before, after: Date.parse(date), isBeyond }];
  });
  const beyond = planned.filter(({ isBeyond }) => isBeyond).length;
  const changed = planned.filter(({ before, after }) => before !== after);
  const count = (test: (before: number, after: number, key: AuthenticationKey) => boolean): number =>
    changed.filter(({ before, after, key }) => test(before, after, key)).length;
  return {
    changes: changed.map(({ key, date }) => ({
      id: key.id,
      token: key.token,
      version: key.version,
      expirationDate: date,
    })),
    accounts: new Set(changed.map(({ key }) => key.accountId)).size,
    // A key of an archived account does not start working.
    revived: count((before, after, { accountProblem }) => before <= now && after > now && accountProblem === null),
    shortened: count((before, after) => after < before && after > now),
    ending: count((before, after, { accountProblem }) => before > now && after <= now && accountProblem === null),
    unchanged: planned.length - changed.length - beyond,
    beyond,
  };
}
