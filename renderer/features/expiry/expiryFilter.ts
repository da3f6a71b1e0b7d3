import { searchWords } from '../../../shared/foldText.ts';
import type { AccountCoverage } from '../../../shared/model/accountCoverage.ts';

/** Filters of the page, in order. */
export const EXPIRY_FILTERS = ['all', 'attention', 'losing', 'lost', 'replaced'] as const;
/** A filter of the page. */
export type ExpiryFilter = (typeof EXPIRY_FILTERS)[number];

/** The accounts of a filter that contain all words of a search, in their order. @param until end of the period. */
export function filterAccounts(
  accounts: readonly AccountCoverage[],
  filter: ExpiryFilter,
  search: string,
  until: number,
): readonly AccountCoverage[] {
  const words = searchWords(search);
  return accounts.filter(
    (account) => isOf(account, filter, until) && words.every((word) => account.folded.includes(word)),
  );
}

/** Number of accounts per filter. @param until end of the period. */
export function countAccounts(
  accounts: readonly AccountCoverage[],
  until: number,
): Readonly<Record<ExpiryFilter, number>> {
  const counts = { all: 0, attention: 0, losing: 0, lost: 0, replaced: 0 };
  for (const account of accounts) {
    for (const filter of EXPIRY_FILTERS) {
      counts[filter] += isOf(account, filter, until) ? 1 : 0;
    }
  }
  return counts;
}

function isOf({ access, keys }: AccountCoverage, filter: ExpiryFilter, until: number): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'attention':
      return access === 'losing' || access === 'lost';
    case 'losing':
    case 'lost':
      return access === filter;
    case 'replaced':
      return keys.some(({ role, expiresAt }) => role === 'succeeded' && expiresAt < until);
  }
}
