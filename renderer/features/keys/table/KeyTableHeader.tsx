import ArrowDownward from '@mui/icons-material/ArrowDownwardRounded';
import ArrowUpward from '@mui/icons-material/ArrowUpwardRounded';
import CircularProgress from '@mui/material/CircularProgress';
import { type KeyboardEvent, memo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyTableColumn, KeyView } from '../../../../shared/model/keyView.ts';
import { ColumnEdge } from './ColumnEdge.tsx';
import { possibleWidth } from './columnTracks.ts';
import { nextSorting } from './orderKeys.ts';
import { SortingCell } from './tableLayout.tsx';

/** Change of a column width by an arrow key, in CSS pixels. */
const STEP = 16;

/** Props of {@link KeyTableHeader}. */
export interface KeyTableHeaderProps {
  readonly column: KeyTableColumn;
  /** Tooltip. */
  readonly title: string | undefined;
  readonly sorting: KeyView['sorting'];
  /** Whether something waits for the list, such as its order. */
  readonly isWaiting: boolean;
  readonly onSort: (sorting: KeyView['sorting']) => void;
  /** Previews a width while the edge is dragged. */
  readonly onTryWidth: (column: KeyTableColumn, width: number) => void;
  /** Sets a width in CSS pixels; `null` makes the column flexible. */
  readonly onWidth: (column: KeyTableColumn, width: number | null) => void;
}

/** Column header: sorts on click, Enter or Space; resized by its edge, or by Shift and an arrow key. */
export const KeyTableHeader = memo(function KeyTableHeader({
  column,
  title,
  sorting,
  isWaiting,
  onSort,
  onTryWidth,
  onWidth,
}: KeyTableHeaderProps) {
  const { t } = useTranslation();
  const cell = useRef<HTMLDivElement>(null);
  const direction = sorting.column !== column ? 'none' : sorting.isDescending ? 'descending' : 'ascending';
  const sort = (): void => onSort(nextSorting(sorting, column));
  const press = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowLeft' ? -STEP : event.key === 'ArrowRight' ? STEP : 0;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      sort();
    } else if (event.shiftKey && step !== 0) {
      event.preventDefault();
      onWidth(column, possibleWidth((cell.current?.offsetWidth ?? 0) + step));
    }
  };
  return (
    <SortingCell
      ref={cell}
      role="columnheader"
      tabIndex={0}
      title={title}
      aria-sort={direction}
      aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight"
      onClick={sort}
      onKeyDown={press}
    >
      {t(`keys.${column}`)}
      {isWaiting && direction !== 'none' && <CircularProgress aria-hidden size={14} />}
      {!isWaiting && direction === 'ascending' && <ArrowUpward aria-hidden />}
      {!isWaiting && direction === 'descending' && <ArrowDownward aria-hidden />}
      <ColumnEdge
        column={cell}
        onTry={(width) => onTryWidth(column, width)}
        onWidth={(width) => onWidth(column, width)}
      />
    </SortingCell>
  );
});
