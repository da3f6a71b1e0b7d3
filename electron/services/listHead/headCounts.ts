import { DAY_MS } from '../../../shared/model/instant.ts';
import { EXPIRY_WARNING_DAYS, keyStatus } from '../../../shared/model/key.ts';
import type { KeyListHead } from '../../../shared/model/keyListHead.ts';
import type { SortedInstants, StoredListHead } from '../../ports.ts';

/**
 * Counts the keys of a list at a moment from its head, as the window counts them in the list.
 * @param adopted keys that are known by token and secret only.
 * @param rotating knows the tokens of the keys that are being rotated.
 * @param now milliseconds since the epoch, UTC; while the head is valid.
 */
export function headCounts(
  { total, expiries, related }: StoredListHead,
  adopted: readonly { readonly token: string; readonly expirationDate: string | null }[],
  rotating: ReadonlySet<string>,
  now: number,
): Pick<KeyListHead, 'counts' | 'expiring'> {
  const soon = now + EXPIRY_WARNING_DAYS * DAY_MS;
  const within = (instants: SortedInstants): number => countUntil(instants, soon) - countUntil(instants, now);
  const { blocked, replaced, last } = expiries;
  const accountProblem = blocked.length - countUntil(blocked, now);
  const working = [replaced, last].reduce((sum, instants) => sum + instants.length - countUntil(instants, now), 0);
  const expiring = within(replaced) + within(last);
  const rotated = related.filter(({ key }) => rotating.has(key.token));
  const rotatedLast = rotated.filter(({ key, isLast }) => isLast && keyStatus(key, now).kind === 'expiring');
  const listed = new Set(related.map(({ key }) => key.token.toLowerCase()));
  const unlisted = adopted.filter(
    ({ token, expirationDate }) =>
      !listed.has(token) &&
      expirationDate !== null &&
      keyStatus({ expirationDate, accountProblem: null }, now).kind === 'expiring',
  );
  return {
    counts: {
      expired: total - accountProblem - working,
      accountProblem,
      expiring,
      valid: working - expiring,
      rotating: rotated.length,
    },
    expiring: {
      unreplaced: within(last) - rotatedLast.length + unlisted.length,
      replaced: within(replaced),
      rotating: rotatedLast.length,
    },
  };
}

/** Number of instants up to and including one. */
function countUntil(instants: SortedInstants, instant: number): number {
  let [from, to] = [0, instants.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((instants[middle] as number) <= instant) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return from;
}
