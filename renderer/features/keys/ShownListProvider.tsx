import { type ReactNode, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { useStableCallback } from '../../components/useStableCallback.ts';
import { useHeadList } from './head/useHeadList.ts';
import { SearchCommandsContext, SearchInputContext } from './search/searchContext.ts';
import { useKeySearch } from './search/useKeySearch.ts';
import { ReadShownListContext, type ShownList, ShownListContext } from './shownList.ts';
import { countSelected, type KeySelection } from './table/keySelection.ts';
import { countByFilter } from './table/listedKeys.ts';
import type { KeyListSource } from './useKeyListSource.ts';

/** Props of {@link ShownListProvider}. */
export interface ShownListProviderProps {
  readonly source: KeyListSource;
  readonly selection: KeySelection;
  /** The selected keys of the list. */
  readonly selected: readonly AuthenticationKey[];
  /** Number of expiring keys without a replacement. */
  readonly unreplaced: number;
  /** The searches by connection id, kept while other pages and connections are shown. */
  readonly searches: Map<string, string>;
  readonly children: ReactNode;
}

/**
 * Holds the search and finds what is shown. A letter renders this component and what reads its contexts, but not the page
 * around them: the children stay the same.
 */
export function ShownListProvider(props: ShownListProviderProps) {
  const { source, selection, selected, unreplaced, searches, children } = props;
  const { connectionId, known, items, total, now, view, notes, seen, rotating, times } = source;
  const { t } = useTranslation();
  const search = useKeySearch(
    known.data?.items,
    notes,
    seen,
    rotating,
    view.sorting,
    now,
    times.timeZone,
    searches.get(connectionId) ?? '',
  );
  const { text } = search.input;
  useEffect(() => void searches.set(connectionId, text), [searches, connectionId, text]);
  const { listed, found, hint, focusTarget, clearFocusTarget } = search;
  const headList = useHeadList(known.head, text, view.sorting, now, notes, rotating);
  const keys = headList?.shown ?? search.shown;
  const listCounts = useMemo(() => ({ ...countByFilter(listed), unreplaced }), [listed, unreplaced]);
  const counts = headList?.counts ?? (known.data === undefined ? null : listCounts);
  const isComplete = headList === null && keys.length === items.length;
  const isSearching = headList?.isSearching === true;
  const isSorting = headList?.isSorting === true;
  const shownList = useMemo<ShownList>(
    () => ({
      ...{ keys, isComplete, isSearching, isSorting, counts, hint, focusTarget, clearFocusTarget },
      countText: isSearching
        ? t('keys.listAwaited')
        : keys.length === total
          ? t('keys.count', { count: total })
          : t('keys.shown', { shown: keys.length, total }),
      selected: isComplete ? selected.length : countSelected(items, found, selection),
    }),
    [
      keys,
      isComplete,
      isSearching,
      isSorting,
      counts,
      hint,
      focusTarget,
      clearFocusTarget,
      t,
      total,
      selected,
      items,
      found,
      selection,
    ],
  );
  const readShownList = useStableCallback(() => shownList);
  return (
    <SearchCommandsContext value={search.commands}>
      <ReadShownListContext value={readShownList}>
        <SearchInputContext value={search.input}>
          <ShownListContext value={shownList}>{children}</ShownListContext>
        </SearchInputContext>
      </ReadShownListContext>
    </SearchCommandsContext>
  );
}
