import { DAY_MS } from './instant.ts';
import { ACCOUNT_PROBLEMS, type AuthenticationKey, EXPIRY_WARNING_DAYS } from './key.ts';
import { accountsOf } from './keyAccounts.ts';
import { expiriesOf } from './keyInstants.ts';

/** The statuses that a row can show, most severe first. */
export const SHOWN_STATUSES = ['expired', ...ACCOUNT_PROBLEMS, 'expiring', 'valid'] as const;
/** One status out of {@link SHOWN_STATUSES}. */
export type ShownStatus = (typeof SHOWN_STATUSES)[number];

/** The number that {@link statusesOf} has for a status. */
export function statusNumber(status: ShownStatus): number {
  return SHOWN_STATUSES.indexOf(status);
}

const EXPIRED = statusNumber('expired');
const EXPIRING = statusNumber('expiring');
const VALID = statusNumber('valid');
const WARNING_MS = EXPIRY_WARNING_DAYS * DAY_MS;

/** Statuses of the keys of a list, and when they are these: milliseconds since the epoch, UTC. */
interface HeldStatuses {
  readonly statuses: Uint8Array;
  readonly from: number;
  /** The next moment at which one of them changes. */
  readonly until: number;
}

const held = new WeakMap<readonly AuthenticationKey[], HeldStatuses>();

/**
 * The statuses of the keys of a list, as `keyStatus` has them, as indexes of {@link SHOWN_STATUSES}. The same array until
 * one of them changes: the parts of a page ask at moments that differ by milliseconds.
 * @param now milliseconds since the epoch, UTC.
 */
export function statusesOf(keys: readonly AuthenticationKey[], now: number): Uint8Array {
  let known = held.get(keys);
  if (known === undefined || now < known.from || now >= known.until) {
    known = readStatuses(keys, now);
    held.set(keys, known);
  }
  return known.statuses;
}

function readStatuses(keys: readonly AuthenticationKey[], now: number): HeldStatuses {
  const expiries = expiriesOf(keys);
  const { accounts, indexes } = accountsOf(keys);
  /** The status that the problem of an account gives its keys; 0 if there is none. */
  const problems = Uint8Array.from(accounts, ({ accountProblem }) =>
    accountProblem === null ? 0 : statusNumber(accountProblem),
  );
  const statuses = new Uint8Array(keys.length);
  let untilNext = Number.POSITIVE_INFINITY;
  for (let place = 0; place < statuses.length; place += 1) {
    // Defined: there is an expiry and an account for each key.
    const remaining = (expiries[place] as number) - now;
    const problem = problems[indexes[place] as number] as number;
    const untilChange = remaining > WARNING_MS ? remaining - WARNING_MS : remaining;
    untilNext = untilChange > 0 && untilChange < untilNext ? untilChange : untilNext;
    if (remaining <= 0) {
      statuses[place] = EXPIRED;
    } else if (problem > 0) {
      statuses[place] = problem;
    } else {
      statuses[place] = remaining <= WARNING_MS ? EXPIRING : VALID;
    }
  }
  return { statuses, from: now, until: now + untilNext };
}
