import { searchWords } from '../../../shared/foldText.ts';
import type { AccountDifference, ComparedAccount } from '../../../shared/model/accountComparison.ts';

/** Filters of the comparison, in order. */
export const COMPARISON_FILTERS = ['differing', 'onlyFirst', 'onlySecond', 'valid', 'expiry', 'none'] as const;
/** A filter of the comparison. */
export type ComparisonFilter = (typeof COMPARISON_FILTERS)[number];

const SHOWN: Readonly<Record<ComparisonFilter, readonly AccountDifference[]>> = {
  differing: ['onlyFirst', 'onlySecond', 'validFirst', 'validSecond', 'expiry'],
  onlyFirst: ['onlyFirst'],
  onlySecond: ['onlySecond'],
  valid: ['validFirst', 'validSecond'],
  expiry: ['expiry'],
  none: ['none'],
};

/** The accounts of a filter that contain all words of a search. */
export function filterAccounts(
  accounts: readonly ComparedAccount[],
  filter: ComparisonFilter,
  search: string,
): readonly ComparedAccount[] {
  const words = searchWords(search);
  return accounts.filter(
    ({ difference, folded }) => SHOWN[filter].includes(difference) && words.every((word) => folded.includes(word)),
  );
}

/** Number of accounts per filter. */
export function countAccounts(accounts: readonly ComparedAccount[]): Readonly<Record<ComparisonFilter, number>> {
  const counts = { differing: 0, onlyFirst: 0, onlySecond: 0, valid: 0, expiry: 0, none: 0 };
  for (const { difference } of accounts) {
    for (const filter of COMPARISON_FILTERS) {
      counts[filter] += SHOWN[filter].includes(difference) ? 1 : 0;
    }
  }
  return counts;
}
