import {
  foldUsername,
  MAX_ACCOUNTS,
  MAX_COUNTED_ADDRESSES,
  MAX_NAMED_ADDRESSES,
} from '../../../shared/model/lastUse.ts';
import type { LoggedUse } from '../../ports.ts';

/**
 * Merges what several processes counted. Names that differ in letter case only are one account.
 * @returns the accounts in the order of their names, and the number of calls of accounts beyond `MAX_ACCOUNTS`.
 */
export function mergeUses(lists: readonly (readonly LoggedUse[])[]): {
  readonly accounts: readonly LoggedUse[];
  readonly callsOfOthers: number;
} {
  const byName = new Map<string, LoggedUse>();
  let callsOfOthers = 0;
  for (const use of lists.flat()) {
    const name = foldUsername(use.username);
    const known = byName.get(name);
    if (known === undefined && byName.size >= MAX_ACCOUNTS) {
      callsOfOthers += use.calls + use.rejections;
    } else {
      byName.set(name, known === undefined ? use : merged(known, use));
    }
  }
  const accounts = [...byName.entries()].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, use]) => use);
  return { accounts, callsOfOthers };
}

function merged(left: LoggedUse, right: LoggedUse): LoggedUse {
  const addresses = [...new Set([...left.addresses, ...right.addresses])];
  // Addresses that are counted without a name may be the same: the greater number is certain.
  const others = Math.max(left.otherAddresses, right.otherAddresses);
  const total = Math.min(MAX_COUNTED_ADDRESSES, Math.max(addresses.length, MAX_NAMED_ADDRESSES + others));
  const named = addresses.slice(0, MAX_NAMED_ADDRESSES);
  return {
    username: left.username,
    calls: left.calls + right.calls,
    rejections: left.rejections + right.rejections,
    lastCall: later(left.lastCall, right.lastCall),
    lastRejection: later(left.lastRejection, right.lastRejection),
    addresses: named,
    otherAddresses: others === 0 ? addresses.length - named.length : total - named.length,
  };
}

function later(left: string | null, right: string | null): string | null {
  return left === null || (right !== null && right > left) ? right : left;
}
