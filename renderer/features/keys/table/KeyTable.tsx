import { memo, useCallback, useLayoutEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type HideableKeyColumn,
  KEY_TABLE_COLUMNS,
  type KeyTableColumn,
  type KeyView,
} from '../../../../shared/model/keyView.ts';
import type { AccountsSeen } from '../../../../shared/model/lastUse.ts';
import type { KeyTestResults } from '../../../api/keyTestQueries.ts';
import { CheckBox } from '../../../components/CheckBox.tsx';
import { HeaderCell, TableFrame } from '../../../components/tableParts.tsx';
import { useStableCallback } from '../../../components/useStableCallback.ts';
import type { Format } from '../../../i18n/format.ts';
import { columnTracks } from './columnTracks.ts';
import { KeyTableBody } from './KeyTableBody.tsx';
import { KeyTableHeader } from './KeyTableHeader.tsx';
import { type KeySelectionControl, withKeys } from './keySelection.ts';
import { seenTitle } from './momentCells.ts';
import { keysOfRows, type ShownKeys } from './shownKeys.ts';
import { TableView } from './TableView.tsx';
import { ControlHeader, HeaderRow, KeyRows, ROW_HEIGHTS } from './tableLayout.tsx';
import type { TableCommands } from './useStableCommands.ts';

/** Number of rows that ARIA has for one that is not known. */
const UNKNOWN = -1;

/** Props of {@link KeyTable}. */
export interface KeyTableProps extends KeySelectionControl, TableCommands {
  /** The filtered keys, in display order. */
  readonly keys: ShownKeys;
  /** Does something with all keys once they are known. */
  readonly whenListed: (action: () => void) => void;
  /** Whether something waits until they are known. */
  readonly isWaiting: boolean;
  /** Whether the chosen order waits for them. */
  readonly isSorting: boolean;
  /** Whether the number of rows is known. */
  readonly isCountKnown: boolean;
  /** How many of them are selected. */
  readonly selectedShown: number;
  /** Id of the key whose row gets the focus once it is the only one; `null` for none. */
  readonly focusTarget: string | null;
  readonly onTargetFocused: () => void;
  /** The last result of each tested key, by token. */
  readonly tests: KeyTestResults;
  /** What access logs say about the accounts; without it, there is no column for it. */
  readonly seen: AccountsSeen | null;
  /** Of the times in the list. */
  readonly format: Format;
  /** Name of the time zone of the installation; `null` if it is not known. */
  readonly installationZone: string | null;
  readonly view: KeyView;
  readonly onViewChange: (change: Partial<KeyView>) => void;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
  /** Columns hidden by the user or for lack of space. */
  readonly hiddenColumns: readonly HideableKeyColumn[];
}

/**
 * The keys as a grid with sorting by header, selection by check box and keyboard navigation. Memoized: most changes on
 * the page do not affect it.
 */
export const KeyTable = memo(function KeyTable(props: KeyTableProps) {
  const { keys, selectedShown, onSelectionChange, view, onViewChange, hiddenColumns, seen, format } = props;
  const { whenListed, isWaiting } = props;
  const { t } = useTranslation();
  // State and not a ref: the rows inside depend on it.
  const [frame, setFrame] = useState<HTMLDivElement | null>(null);
  const { sorting, widths, density } = view;
  const hasLogs = seen !== null;
  const columns = useMemo(
    () =>
      KEY_TABLE_COLUMNS.filter(
        (column) => !(hiddenColumns as readonly string[]).includes(column) && (hasLogs || column !== 'accountSeen'),
      ),
    [hiddenColumns, hasLogs],
  );
  const rowHeight = ROW_HEIGHTS[density];
  /** Sets the column widths without React: dragging is visible at once and renders no row. */
  const layOut = (shownWidths: KeyView['widths']): void => {
    const { template, minimumWidth, isTight } = columnTracks(columns, shownWidths);
    const style = frame?.style;
    style?.setProperty('--key-tracks', template);
    style?.setProperty('--key-row-width', `${minimumWidth}px`);
    style?.setProperty('--key-row-height', `${rowHeight}px`);
    style?.setProperty('--key-text-overflow', isTight ? 'hidden' : 'visible');
  };
  useLayoutEffect(() => layOut(widths));
  const headerTitle = (column: KeyTableColumn): string | undefined => {
    const times = isTimeColumn(column) ? t('keys.timesIn', { name: format.zoneName }) : null;
    const logs = column === 'accountSeen' && seen !== null ? seenTitle(t, format, seen) : null;
    return times === null ? undefined : [times, logs].filter((line) => line !== null).join('\n');
  };
  const selectAll = (isSelected: boolean): void =>
    onSelectionChange((before) => withKeys(before, keysOfRows(keys), isSelected));
  const selectNow = useStableCallback(selectAll);
  const selectAllShown = useCallback(() => whenListed(() => selectNow(true)), [whenListed, selectNow]);
  const isAll = keys.length > 0 && selectedShown === keys.length;
  // Stable, since most changes of the keys leave the headers as they are.
  const sort = useStableCallback((next: KeyView['sorting']) => onViewChange({ sorting: next }));
  const tryWidth = useStableCallback((column: KeyTableColumn, width: number) => layOut({ ...widths, [column]: width }));
  const setWidth = useStableCallback((column: KeyTableColumn, width: number | null): void => {
    const { [column]: _before, ...others } = widths;
    onViewChange({ widths: width === null ? others : { ...others, [column]: width } });
  });
  return (
    <TableFrame
      ref={setFrame}
      role="grid"
      aria-label={t('keys.title')}
      aria-multiselectable
      aria-busy={isWaiting}
      aria-rowcount={props.isCountKnown ? keys.length + 1 : UNKNOWN}
      aria-colcount={columns.length + 2}
    >
      <HeaderRow role="row" aria-rowindex={1}>
        <ControlHeader role="columnheader">
          <CheckBox
            label={t('keys.selectAll', { count: keys.length })}
            isChecked={isAll}
            isMixed={!isAll && selectedShown > 0}
            isDisabled={keys.length === 0}
            onToggle={() => whenListed(() => selectNow(!isAll))}
          />
        </ControlHeader>
        {columns.map((column) => (
          <KeyTableHeader
            key={column}
            column={column}
            title={headerTitle(column)}
            sorting={sorting}
            isWaiting={props.isSorting}
            onSort={sort}
            onTryWidth={tryWidth}
            onWidth={setWidth}
          />
        ))}
        <HeaderCell role="columnheader" sx={{ justifySelf: 'center' }}>
          <TableView
            hiddenColumns={hiddenColumns}
            hasLogs={hasLogs}
            density={density}
            timesOf={view.timesOf}
            installationZone={props.installationZone}
            onChange={onViewChange}
          />
        </HeaderCell>
      </HeaderRow>
      <KeyRows>
        <KeyTableBody
          {...props}
          frame={frame}
          columns={columns}
          rowHeight={rowHeight}
          isCompact={density === 'compact'}
          onSelectAll={selectAllShown}
        />
      </KeyRows>
    </TableFrame>
  );
});

function isTimeColumn(column: KeyTableColumn): boolean {
  return column === 'created' || column === 'expires' || column === 'lastUsed' || column === 'accountSeen';
}
