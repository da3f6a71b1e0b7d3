import {
  type ColumnDef,
  columnVisibilityFeature,
  type ReactTable,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { KEY_TABLE_COLUMNS, type KeyTableColumn } from '../../../../shared/model/keyView.ts';

/**
 * What the library does for the table of keys: its columns, which of them are shown and by which one it is sorted. The
 * rows are filtered and ordered before they come to the table; see docs/decisions/0016-rows-beside-the-table-library.md.
 */
export const keyTableFeatures = tableFeatures({ rowSortingFeature, columnVisibilityFeature });

/** The table of keys. */
export type KeyTableModel = ReactTable<typeof keyTableFeatures, AuthenticationKey>;

/** Columns whose first click shows the newest first. */
const NEWEST_FIRST: readonly KeyTableColumn[] = ['created', 'lastUsed'];

/** The columns; their values are read by `orderKeys.ts` and `KeyRow`. */
export const keyColumns: readonly ColumnDef<typeof keyTableFeatures, AuthenticationKey>[] = KEY_TABLE_COLUMNS.map(
  (id) => ({ id, accessorFn: () => null, sortDescFirst: NEWEST_FIRST.includes(id) }),
);

/** The library is given no rows. */
export const NO_ROWS: readonly AuthenticationKey[] = [];
