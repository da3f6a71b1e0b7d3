import { useTable } from '@tanstack/react-table';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, memo, useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type HideableKeyColumn,
  KEY_TABLE_COLUMNS,
  type KeyTableColumn,
  type KeyView,
} from '../../../shared/model/keyView.ts';
import { CheckBox } from '../../components/CheckBox.tsx';
import { HEADER_HEIGHT, HeaderCell, TableFrame } from '../../components/tableParts.tsx';
import { useFormat } from '../../i18n/format.ts';
import { columnTracks } from './columnTracks.ts';
import type { ListedKey } from './filterKeys.ts';
import { KeyRow } from './KeyRow.tsx';
import { KeyTableHeader } from './KeyTableHeader.tsx';
import { countTicked, type KeySelectionControl, useRangeToggle, withKeys } from './keySelection.ts';
import { keyColumns, keyTableFeatures, NO_ROWS } from './keyTable.ts';
import { TableView } from './TableView.tsx';
import { ControlHeader, HeaderRow, KeyRows, ROW_HEIGHTS } from './tableLayout.tsx';
import { useLanding } from './useLanding.ts';
import { useRowFocus } from './useRowFocus.ts';
import { useRowKeys } from './useRowKeys.ts';
import type { TableCommands } from './useStableCommands.ts';

/** Props of {@link KeyTable}. */
export interface KeyTableProps extends KeySelectionControl, TableCommands {
  /** The keys that pass the filters, in the order in which they are shown. */
  readonly keys: readonly ListedKey[];
  /** The key whose row gets the focus as soon as it is the only one; `null` for none. */
  readonly landing: string | null;
  readonly onLanded: () => void;
  readonly view: KeyView;
  readonly onViewChange: (change: Partial<KeyView>) => void;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
  /** Columns that are hidden now, chosen or for want of room. */
  readonly hiddenColumns: readonly HideableKeyColumn[];
}

/**
 * The keys as a grid: sorted by its headers, ticked by check boxes, walked through with the keyboard. Memoised: a letter
 * that is typed into the search is drawn before the keys that it leaves, and needs no table for that.
 */
export const KeyTable = memo(function KeyTable(props: KeyTableProps) {
  const { keys, selection, onSelectionChange, view, onViewChange, hiddenColumns, now, onOpen, onCopyToken } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const frame = useRef<HTMLDivElement>(null);
  const { sorting, widths, density } = view;
  const table = useTable({
    features: keyTableFeatures,
    columns: keyColumns,
    data: NO_ROWS,
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    state: {
      sorting: [{ id: sorting.column, desc: sorting.isDescending }],
      columnVisibility: Object.fromEntries(hiddenColumns.map((column) => [column, false])),
    },
    onSortingChange: (change) => {
      const [first] = typeof change === 'function' ? change(table.state.sorting) : change;
      const column = KEY_TABLE_COLUMNS.find((name) => name === first?.id);
      if (first !== undefined && column !== undefined) {
        onViewChange({ sorting: { column, isDescending: first.desc } });
      }
    },
  });
  const columns = useMemo(
    () => KEY_TABLE_COLUMNS.filter((column) => !(hiddenColumns as readonly string[]).includes(column)),
    [hiddenColumns],
  );
  const rowHeight = ROW_HEIGHTS[density];
  /** Lays the rows out, past React: a column that is dragged wider is seen at once, and no row is drawn for it. */
  const layOut = (shownWidths: KeyView['widths']): void => {
    const { template, minimumWidth } = columnTracks(columns, shownWidths);
    const style = frame.current?.style;
    style?.setProperty('--key-tracks', template);
    style?.setProperty('--key-row-width', `${minimumWidth}px`);
    style?.setProperty('--key-row-height', `${rowHeight}px`);
  };
  useLayoutEffect(() => layOut(widths));
  const focus = useRowFocus(keys.length, frame);
  useLanding(keys, props.landing, props.onLanded, focus.focusRow);
  const virtualizer = useVirtualizer({
    count: keys.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingEnd: HEADER_HEIGHT,
    // The row with the focus stays in the document while others scroll past, or the keyboard would lose its place.
    rangeExtractor: (range) => {
      const indexes = new Set(defaultRangeExtractor(range));
      indexes.add(Math.min(focus.index, range.count - 1));
      return [...indexes].sort((left, right) => left - right);
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height is what makes it measure
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  const toggle = useRangeToggle(keys, props);
  const handleToggle = useCallback(
    (event: MouseEvent<HTMLInputElement>, index: number) => toggle(index, event.shiftKey),
    [toggle],
  );
  const selectAll = (isSelected: boolean): void =>
    onSelectionChange((before) =>
      withKeys(
        before,
        keys.map(({ key }) => key.id),
        isSelected,
      ),
    );
  const handleKeyDown = useRowKeys(props, {
    keys,
    focus,
    toggle,
    selectAll: () => selectAll(true),
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  });

  const selectedShown = useMemo(() => countTicked(keys, selection), [keys, selection]);
  const isAll = keys.length > 0 && selectedShown === keys.length;
  const setWidth = (column: KeyTableColumn, width: number | null): void => {
    const { [column]: _before, ...others } = widths;
    onViewChange({ widths: width === null ? others : { ...others, [column]: width } });
  };
  return (
    <TableFrame
      ref={frame}
      role="grid"
      aria-label={t('keys.title')}
      aria-multiselectable
      aria-rowcount={keys.length + 1}
      aria-colcount={columns.length + 2}
    >
      <HeaderRow role="row" aria-rowindex={1}>
        <ControlHeader role="columnheader">
          <CheckBox
            label={t('keys.selectAll', { count: keys.length })}
            isChecked={isAll}
            isMixed={!isAll && selectedShown > 0}
            isDisabled={keys.length === 0}
            onToggle={() => selectAll(!isAll)}
          />
        </ControlHeader>
        {columns.map((column) => (
          <KeyTableHeader
            key={column}
            table={table}
            column={column}
            onTryWidth={(name, width) => layOut({ ...widths, [name]: width })}
            onWidth={setWidth}
          />
        ))}
        <HeaderCell role="columnheader" sx={{ justifySelf: 'center' }}>
          <TableView hiddenColumns={hiddenColumns} density={density} onChange={onViewChange} />
        </HeaderCell>
      </HeaderRow>
      <KeyRows role="rowgroup" sx={{ minWidth: 'var(--key-row-width)' }} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const listed = keys[item.index];
          return listed === undefined ? null : (
            <KeyRow
              // By place: another search or order puts other keys into the rows that are there.
              key={item.index}
              listed={listed}
              columns={columns}
              isCompact={density === 'compact'}
              index={item.index}
              offset={item.start}
              isSelected={selection[listed.key.id] === true}
              isTabStop={item.index === focus.index}
              format={format}
              now={now}
              onKeyDown={handleKeyDown}
              onFocus={focus.setIndex}
              onToggle={handleToggle}
              onOpen={onOpen}
              onCopyToken={onCopyToken}
            />
          );
        })}
      </KeyRows>
    </TableFrame>
  );
});
