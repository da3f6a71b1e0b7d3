import ArrowDownward from '@mui/icons-material/ArrowDownwardRounded';
import ArrowUpward from '@mui/icons-material/ArrowUpwardRounded';
import Box from '@mui/material/Box';
import { type RowSelectionState, type SortingState, useTable } from '@tanstack/react-table';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type Dispatch, type KeyboardEvent, type MouseEvent, type SetStateAction, useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { CheckBox } from '../../components/CheckBox.tsx';
import { isShortcut } from '../../components/shortcuts.ts';
import { HEADER_HEIGHT, HeaderCell, ROW_HEIGHT, TableFrame } from '../../components/tableParts.ts';
import { useLatest } from '../../components/useLatest.ts';
import { useFormat } from '../../i18n/format.ts';
import type { ListedKey } from './filterKeys.ts';
import { KeyRow } from './KeyRow.tsx';
import { KEY_COLUMNS, type KeyTableModel, keyColumns, keyTableFeatures } from './keyTable.ts';
import { ControlCell, HeaderRow } from './tableLayout.ts';
import { useLanding } from './useLanding.ts';
import { useRowFocus } from './useRowFocus.ts';

/** Props of {@link KeyTable}. */
export interface KeyTableProps {
  /** The keys that pass the filters. */
  readonly keys: readonly ListedKey[];
  /** The key whose row gets the focus as soon as it is the only one; `null` for none. */
  readonly landing: string | null;
  readonly onLanded: () => void;
  /** Ticked keys by identifier, also those that the filters hide. */
  readonly selection: RowSelectionState;
  readonly onSelectionChange: Dispatch<SetStateAction<RowSelectionState>>;
  readonly sorting: SortingState;
  readonly onSortingChange: Dispatch<SetStateAction<SortingState>>;
  readonly onOpen: (key: AuthenticationKey) => void;
  readonly onCopyToken: (key: AuthenticationKey) => void;
  /** Called by the copy shortcut anywhere in a row. */
  readonly onCopyNext: (key: AuthenticationKey) => void;
}

/** The keys as a grid: sorted by its headers, ticked by check boxes, walked through with the arrow keys. */
export function KeyTable(props: KeyTableProps) {
  const { keys, selection, onSelectionChange, sorting, onSortingChange, onOpen, onCopyToken, onCopyNext } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const frame = useRef<HTMLDivElement>(null);
  const table = useTable({
    features: keyTableFeatures,
    columns: keyColumns,
    data: keys,
    getRowId: ({ key }) => key.id,
    enableSortingRemoval: false,
    enableMultiSort: false,
    state: { sorting, rowSelection: selection },
    onSortingChange,
    onRowSelectionChange: onSelectionChange,
  });
  const { rows } = table.getRowModel();
  const focus = useRowFocus(rows.length, frame);
  useLanding(frame, rows, props.landing, props.onLanded);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollPaddingEnd: HEADER_HEIGHT,
    // The row with the focus stays in the document while others scroll past, or the keyboard would lose its place.
    rangeExtractor: (range) => {
      const indexes = new Set(defaultRangeExtractor(range));
      indexes.add(Math.min(focus.index, range.count - 1));
      return [...indexes].sort((left, right) => left - right);
    },
  });

  // The rows are memoised, so their handlers stay the same and look up the row of today.
  const latest = useLatest({ rows, onOpen, onCopyNext });
  const { move } = focus;
  const handleKeyDown = useCallback(
    (event: KeyboardEvent, index: number) => {
      const row = latest.current.rows[index];
      const isOnRow = event.target === event.currentTarget;
      if (row !== undefined && isShortcut(event.nativeEvent, 'C')) {
        event.preventDefault();
        if (!event.repeat) {
          latest.current.onCopyNext(row.original.key);
        }
      } else if (isOnRow && row !== undefined && event.key === 'Enter') {
        event.preventDefault();
        latest.current.onOpen(row.original.key);
      } else if (isOnRow && row !== undefined && event.key === ' ') {
        event.preventDefault();
        row.toggleSelected();
      } else {
        const next = move(event, index);
        if (next !== null) {
          virtualizer.scrollToIndex(next, { align: 'auto' });
        }
      }
    },
    [latest, move, virtualizer],
  );
  const handleToggle = useCallback(
    (event: MouseEvent<HTMLInputElement>, index: number) =>
      latest.current.rows[index]?.getToggleSelectedHandler()(event),
    [latest],
  );

  const isAll = table.getIsAllRowsSelected();
  return (
    <TableFrame
      ref={frame}
      role="grid"
      aria-label={t('keys.title')}
      aria-multiselectable
      aria-rowcount={rows.length + 1}
      aria-colcount={KEY_COLUMNS.length + 2}
    >
      <HeaderRow role="row" aria-rowindex={1}>
        <ControlCell role="columnheader">
          <CheckBox
            label={t('keys.selectAll')}
            isChecked={isAll}
            isMixed={!isAll && table.getIsSomeRowsSelected()}
            isDisabled={rows.length === 0}
            onToggle={table.getToggleAllRowsSelectedHandler()}
          />
        </ControlCell>
        {KEY_COLUMNS.map((name) => (
          <SortingHeader key={name} table={table} name={name} label={t(`keys.${name}`)} />
        ))}
        <HeaderCell role="columnheader" aria-label={t('keys.actions')} />
      </HeaderRow>
      <Box role="rowgroup" sx={{ position: 'relative' }} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return row === undefined ? null : (
            <KeyRow
              key={row.id}
              listed={row.original}
              index={item.index}
              offset={item.start}
              isSelected={row.getIsSelected()}
              isTabStop={item.index === focus.index}
              format={format}
              onKeyDown={handleKeyDown}
              onFocus={focus.setIndex}
              onToggle={handleToggle}
              onOpen={onOpen}
              onCopyToken={onCopyToken}
            />
          );
        })}
      </Box>
    </TableFrame>
  );
}

/** A column header that sorts when it is clicked or gets Enter or Space. */
function SortingHeader(props: { readonly table: KeyTableModel; readonly name: string; readonly label: string }) {
  const column = props.table.getColumn(props.name);
  const direction = column?.getIsSorted() ?? false;
  const toggle = (): void => column?.toggleSorting();
  return (
    <HeaderCell
      role="columnheader"
      tabIndex={0}
      aria-sort={direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : 'none'}
      onClick={toggle}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          toggle();
        }
      }}
    >
      {props.label}
      {direction === 'asc' && <ArrowUpward aria-hidden />}
      {direction === 'desc' && <ArrowDownward aria-hidden />}
    </HeaderCell>
  );
}
