import type { Dayjs } from 'dayjs';
import type { AuthenticationKey, KeyReference } from '../../../../shared/model/key.ts';
import { expiryInstant, expiryProblem, extendedDay } from '../editor/expiry.ts';

const NOTHING_ASKED: ReadonlyMap<string, string> = new Map();

/** How keys get a new expiry: each so many days more, or all the same day. */
export type ExpiryChoice =
  | { readonly kind: 'extend'; readonly days: number }
  | { readonly kind: 'date'; readonly day: Dayjs | null };

/** What a choice means for keys. */
export interface ExpiryPlan {
  /** The keys whose expiry becomes another, with the version that is shown now. */
  readonly changes: readonly (KeyReference & { readonly version: number; readonly expirationDate: string })[];
  /** To how many accounts those belong. */
  readonly accounts: number;
  /** How many of those have expired and would work again. */
  readonly revived: number;
  /** How many would end earlier than now, but go on working for a while. */
  readonly shortened: number;
  /** How many work now and would not any more. */
  readonly ending: number;
  /** How many keys have this expiry already. */
  readonly unchanged: number;
  /** How many keys would live beyond the last year that a date may lie in, and are left as they are. */
  readonly beyond: number;
}

/**
 * Works out the new expiry of each key, and what that does.
 * @param now milliseconds since the epoch, UTC.
 * @param asked the expiry that was asked for before, by key: one that has it by now is not extended once more.
 */
export function planExpiry(
  keys: readonly AuthenticationKey[],
  choice: ExpiryChoice,
  now: number,
  asked: ReadonlyMap<string, string> = NOTHING_ASKED,
): ExpiryPlan {
  const common = choice.kind === 'date' ? dateOf(choice.day) : null;
  const planned = keys.flatMap((key) => {
    const before = Date.parse(key.expirationDate);
    const wanted = choice.kind === 'date' ? common : dateOf(extendedDay(key.expirationDate, now, choice.days, 'day'));
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
    // A key of a disabled account works no more than before.
    revived: count((before, after, { accountProblem }) => before <= now && after > now && accountProblem === null),
    shortened: count((before, after) => after < before && after > now),
    ending: count((before, after, { accountProblem }) => before > now && after <= now && accountProblem === null),
    unchanged: planned.length - changed.length - beyond,
    beyond,
  };
}

function dateOf(day: Dayjs | null): string | null {
  return day === null || expiryProblem(day) !== null ? null : expiryInstant(day);
}
