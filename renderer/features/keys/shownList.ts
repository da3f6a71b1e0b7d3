import { createRequiredContext } from '../../shell/requiredContext.ts';
import type { SearchHint } from './search/useSearchHint.ts';
import type { QuickFilter } from './table/listedKeys.ts';
import type { ShownKeys } from './table/shownKeys.ts';

/** What is shown of the list: the keys that match the search. The same object until something about it changes. */
export interface ShownList {
  readonly keys: ShownKeys;
  /** Whether these are all keys. */
  readonly isComplete: boolean;
  /** Text with their number. */
  readonly countText: string;
  /** How many of them are selected. */
  readonly selected: number;
  /** Number of keys per quick filter, whatever is searched for; `null` while unknown. */
  readonly counts: Readonly<Record<QuickFilter, number>> | null;
  /** Whether a search waits for the list. */
  readonly isSearching: boolean;
  /** Whether another order waits for the list. */
  readonly isSorting: boolean;
  /** Another search that finds keys when this one does not. */
  readonly hint: SearchHint | null;
  /** Id of the key whose row gets the focus once it is the only one; `null` for none. */
  readonly focusTarget: string | null;
  readonly clearFocusTarget: () => void;
}

/** What is shown of the list: what reads it renders with each letter of a search. */
export const [ShownListContext, useShownList] = createRequiredContext<ShownList>('ShownListContext');

/** The same for what happens later, such as an export: always the same function, which gives what is shown by then. */
export const [ReadShownListContext, useReadShownList] = createRequiredContext<() => ShownList>('ReadShownListContext');
