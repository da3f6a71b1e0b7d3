import { useMemo } from 'react';
import { foldText } from '../../../../shared/foldText.ts';
import { lookAlike } from '../../../../shared/keyboardLayouts.ts';
import { useDebounced } from '../../../components/useDebounced.ts';
import type { SearchColumns } from './query/searchColumns.ts';
import { searchHint } from './query/searchHint.ts';

/** Pause in typing before another search is looked for, in milliseconds: it takes longer than a letter may. */
const REST_MS = 300;

/** Another search to offer. */
export interface SearchHint {
  readonly text: string;
  /** Whether it looks like the search that found nothing. */
  readonly looksTheSame: boolean;
}

/**
 * The search probably meant, after a pause in typing; `null` if there is none or the present one finds keys.
 * @param finds whether a search finds a key; stable while the list is the same.
 */
export function useSearchHint(
  text: string,
  hasMatches: boolean,
  columns: SearchColumns,
  finds: (text: string) => boolean,
): SearchHint | null {
  const rested = useDebounced(text, REST_MS);
  const isWanted = !hasMatches && rested === text;
  return useMemo(() => {
    const meant = isWanted ? searchHint(text, columns.accounts(), finds) : null;
    return meant === null ? null : { text: meant, looksTheSame: shapeOf(meant) === shapeOf(text) };
  }, [isWanted, text, columns, finds]);
}

function shapeOf(text: string): string {
  return lookAlike(foldText(text));
}
