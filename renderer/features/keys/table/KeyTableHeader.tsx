import ArrowDownward from '@mui/icons-material/ArrowDownwardRounded';
import ArrowUpward from '@mui/icons-material/ArrowUpwardRounded';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyTableColumn } from '../../../../shared/model/keyView.ts';
import { ColumnEdge } from './ColumnEdge.tsx';
import { possibleWidth } from './columnTracks.ts';
import type { KeyTableModel } from './tableColumns.ts';
import { SortingCell } from './tableLayout.tsx';

/** By how much an arrow key changes the width of a column, in CSS pixels. */
const STEP = 16;

/** Props of {@link KeyTableHeader}. */
export interface KeyTableHeaderProps {
  readonly table: KeyTableModel;
  readonly column: KeyTableColumn;
  /** Shows a width while the edge of the column is dragged. */
  readonly onTryWidth: (column: KeyTableColumn, width: number) => void;
  /** Keeps a width, in CSS pixels; `null` has the column share what is left over. */
  readonly onWidth: (column: KeyTableColumn, width: number | null) => void;
}

/** A column header: sorts by a click, Enter or Space; its width changes by its edge, or by Shift and an arrow key. */
export function KeyTableHeader({ table, column: name, onTryWidth, onWidth }: KeyTableHeaderProps) {
  const { t } = useTranslation();
  const cell = useRef<HTMLDivElement>(null);
  const column = table.getColumn(name);
  const direction = column?.getIsSorted() ?? false;
  const sort = (): void => column?.toggleSorting();
  const press = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowLeft' ? -STEP : event.key === 'ArrowRight' ? STEP : 0;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      sort();
    } else if (event.shiftKey && step !== 0) {
      event.preventDefault();
      onWidth(name, possibleWidth((cell.current?.offsetWidth ?? 0) + step));
    }
  };
  return (
    <SortingCell
      ref={cell}
      role="columnheader"
      tabIndex={0}
      aria-sort={direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : 'none'}
      aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight"
      onClick={sort}
      onKeyDown={press}
    >
      {t(`keys.${name}`)}
      {direction === 'asc' && <ArrowUpward aria-hidden />}
      {direction === 'desc' && <ArrowDownward aria-hidden />}
      <ColumnEdge column={cell} onTry={(width) => onTryWidth(name, width)} onWidth={(width) => onWidth(name, width)} />
    </SortingCell>
  );
}
