import {
  createColumnHelper,
  createSortedRowModel,
  type ReactTable,
  rowSelectionFeature,
  rowSortingFeature,
  type SortingState,
  sortFn_basic,
  tableFeatures,
} from '@tanstack/react-table';
import type { KeyStatus } from '../../../shared/model/key.ts';
import type { ListedKey } from './filterKeys.ts';

/** What the table of keys can do: sort, and tick rows, with Shift for a range. */
export const keyTableFeatures = tableFeatures({
  rowSortingFeature,
  rowSelectionFeature,
  sortedRowModel: createSortedRowModel(),
});

/** The table of keys. */
export type KeyTableModel = ReactTable<typeof keyTableFeatures, ListedKey>;

/** Columns with a header text, in the order in which they stand. */
export const KEY_COLUMNS = ['userName', 'token', 'created', 'expires', 'status'] as const;

/** The newest key comes first, so that one just created is in sight. */
export const INITIAL_SORTING: SortingState = [{ id: 'created', desc: true }];

const SEVERITY: Readonly<Record<KeyStatus['kind'], number>> = { expired: 0, accountProblem: 1, expiring: 2, valid: 3 };
const collator = new Intl.Collator(['ru', 'en'], { sensitivity: 'base', numeric: true });

/** Orders by severity, then by the moment at which the key stops working: what needs attention soonest comes first. */
export function compareByStatus(left: ListedKey, right: ListedKey): number {
  return (
    SEVERITY[left.status.kind] - SEVERITY[right.status.kind] ||
    Date.parse(left.key.expirationDate) - Date.parse(right.key.expirationDate)
  );
}

const helper = createColumnHelper<typeof keyTableFeatures, ListedKey>();

/** How each column sorts. Instants are compared as such, since their texts may carry different offsets. */
export const keyColumns = helper.columns([
  helper.accessor(({ key }) => `${key.fullName}\n${key.username}`, {
    id: 'userName',
    sortFn: (left, right) => collator.compare(left.getValue('userName'), right.getValue('userName')),
  }),
  helper.accessor(({ key }) => key.token, { id: 'token', sortFn: sortFn_basic }),
  helper.accessor(({ key }) => Date.parse(key.creationDate), {
    id: 'created',
    sortFn: sortFn_basic,
    sortDescFirst: true,
  }),
  helper.accessor(({ key }) => Date.parse(key.expirationDate), {
    id: 'expires',
    sortFn: sortFn_basic,
    sortDescFirst: false,
  }),
  helper.accessor(({ status }) => SEVERITY[status.kind], {
    id: 'status',
    sortFn: (left, right) => compareByStatus(left.original, right.original),
    sortDescFirst: false,
  }),
]);
