import { KeyListArea, type KeyListAreaProps } from './KeyListArea.tsx';
import { useSearchCommands } from './search/searchContext.ts';
import { useShownList } from './shownList.ts';
import { KeyTable, type KeyTableProps } from './table/KeyTable.tsx';

/** Props of {@link SearchedTable}: all that does not depend on the search. */
export interface SearchedTableProps {
  readonly area: Omit<KeyListAreaProps, 'hasMatches' | 'searchHint' | 'onSearch' | 'onShowAll' | 'children'>;
  readonly table: Omit<
    KeyTableProps,
    'keys' | 'isSorting' | 'isCountKnown' | 'selectedShown' | 'focusTarget' | 'onTargetFocused'
  >;
}

/** The table of the keys that match the search, or what is shown in its place. */
export function SearchedTable({ area, table }: SearchedTableProps) {
  const { keys, selected, isSearching, isSorting, hint, focusTarget, clearFocusTarget } = useShownList();
  const { replace, clear } = useSearchCommands();
  return (
    <KeyListArea {...area} hasMatches={keys.length > 0} searchHint={hint} onSearch={replace} onShowAll={clear}>
      <KeyTable
        {...table}
        keys={keys}
        isSorting={isSorting}
        isWaiting={table.isWaiting || isSorting || isSearching}
        isCountKnown={!isSearching}
        selectedShown={selected}
        focusTarget={focusTarget}
        onTargetFocused={clearFocusTarget}
      />
    </KeyListArea>
  );
}
