import type { DisabledBatch } from './disabledBatch.ts';
import type { LoggedCalls } from './hygiene.ts';
import { accountUseFinder, type LastUse } from './lastUse.ts';

/**
 * Returns the calls of accounts according to logs; `null` if no line was read. A rejected call counts too: a program still
 * uses the account. Logs that were not read completely can show that an account was used, not that it was not.
 */
export function loggedCallsOf(lastUse: LastUse | null): LoggedCalls | null {
  if (lastUse === null || lastUse.period === null) {
    return null;
  }
  const { period, accounts, callsOfOtherAccounts, files } = lastUse;
  const find = accountUseFinder(accounts);
  return {
    from: Date.parse(period.from),
    to: Date.parse(period.to),
    isComplete: callsOfOtherAccounts === 0 && files.every(({ problem }) => problem === null),
    lastCallOf: (username) => {
      const use = find(username);
      const times = [use?.lastCallAt, use?.lastRejectionAt].map((at) => Date.parse(at ?? ''));
      return Math.max(...times.map((time) => (Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time)));
    },
  };
}

/** Returns when the keys of batches were disabled: by token, in milliseconds since the epoch, UTC. */
export function disabledTimesOf(batches: readonly DisabledBatch[]): ReadonlyMap<string, number> {
  return new Map(batches.flatMap(({ at, keys }) => keys.map(({ token }) => [token, Date.parse(at)])));
}
