import ArrowDownward from '@mui/icons-material/ArrowDownwardRounded';
import ArrowUpward from '@mui/icons-material/ArrowUpwardRounded';
import Box from '@mui/material/Box';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusChip } from '../../components/StatusChip.tsx';
import {
  BodyLine,
  Cell,
  Faint,
  FirstLine,
  HEADER_HEIGHT,
  HeaderCell,
  HeaderLine,
  ROW_HEIGHT,
  SecondLine,
  TableFrame,
  TimeCell,
} from '../../components/tableParts.tsx';
import { useFormat } from '../../i18n/format.ts';
import { isUnused, LAST_USE_COLUMNS, type LastUseColumn, type LastUseRow, sortRows } from './lastUseRows.ts';

const COLUMNS =
  'minmax(150px, 2fr) minmax(140px, 1.3fr) minmax(70px, 0.7fr) minmax(80px, 0.7fr) minmax(110px, 1.4fr) minmax(122px, 0.9fr)';
const INSET = '16px';

/** Props of {@link LastUseTable}. */
export interface LastUseTableProps {
  readonly rows: readonly LastUseRow[];
}

/** The accounts as a table: focusable as a whole, scrolled with the arrow keys; the headers that sort are in the tab order. */
export function LastUseTable({ rows }: LastUseTableProps) {
  const { t } = useTranslation();
  const [sorting, setSorting] = useState<{ column: LastUseColumn; isDescending: boolean }>({
    column: 'lastCall',
    isDescending: false,
  });
  const sorted = useMemo(() => sortRows(rows, sorting.column, sorting.isDescending), [rows, sorting]);
  const frame = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollPaddingEnd: HEADER_HEIGHT,
  });
  const sortBy = (column: LastUseColumn): void =>
    setSorting({ column, isDescending: column === sorting.column && !sorting.isDescending });
  return (
    <TableFrame ref={frame} role="table" aria-label={t('lastUse.table')} aria-rowcount={sorted.length + 1} tabIndex={0}>
      <HeaderLine role="row" aria-rowindex={1} style={{ gridTemplateColumns: COLUMNS }} sx={{ paddingLeft: INSET }}>
        {LAST_USE_COLUMNS.map((column) => (
          <HeaderCell
            key={column}
            role="columnheader"
            tabIndex={0}
            aria-sort={column !== sorting.column ? 'none' : sorting.isDescending ? 'descending' : 'ascending'}
            onClick={() => sortBy(column)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' || event.key === ' ') {
                event.preventDefault();
                sortBy(column);
              }
            }}
          >
            {t(`lastUse.columns.${column}`)}
            {column === sorting.column && (sorting.isDescending ? <ArrowDownward /> : <ArrowUpward />)}
          </HeaderCell>
        ))}
      </HeaderLine>
      <Box role="rowgroup" sx={{ position: 'relative' }} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = sorted[index];
          return row === undefined ? null : <Row key={index} row={row} index={index} offset={start} />;
        })}
      </Box>
    </TableFrame>
  );
}

function Row({ row, index, offset }: { readonly row: LastUseRow; readonly index: number; readonly offset: number }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const { username, fullName, keys, use } = row;
  const number = (value: number): string => value.toLocaleString(i18n.language);
  const others = use === null || use.otherAddresses === 0 ? [] : [t('lastUse.more', { count: use.otherAddresses })];
  const addresses = [...(use?.addresses ?? []), ...others];
  return (
    <BodyLine
      role="row"
      aria-rowindex={index + 2}
      style={{ transform: `translateY(${offset}px)`, gridTemplateColumns: COLUMNS }}
      sx={{ paddingLeft: INSET }}
    >
      <Cell role="cell" title={[username, fullName].filter(Boolean).join('\n')}>
        <FirstLine>
          <bdi>{username}</bdi>
        </FirstLine>
        <SecondLine>
          <bdi>{fullName}</bdi>
        </SecondLine>
      </Cell>
      <TimeCell role="cell">
        {isUnused(row) ? (
          <StatusChip tone="warning" label={t('lastUse.noCall')} />
        ) : use?.lastCallAt == null ? (
          <Faint>{t('lastUse.none')}</Faint>
        ) : (
          format.dateTime(use.lastCallAt)
        )}
      </TimeCell>
      <TimeCell role="cell">{number(use?.calls ?? 0)}</TimeCell>
      <TimeCell
        role="cell"
        title={
          use?.lastRejectionAt == null
            ? undefined
            : t('lastUse.lastRejection', { when: format.dateTime(use.lastRejectionAt) })
        }
      >
        {number(use?.rejections ?? 0)}
      </TimeCell>
      <Cell role="cell" title={addresses.join('\n')}>
        <div>{addresses[0]}</div>
        {addresses.length > 1 && <SecondLine>{addresses.slice(1).join(', ')}</SecondLine>}
      </Cell>
      <Cell role="cell" title={keys > 1 ? t('lastUse.severalKeys') : undefined}>
        <div>{number(keys)}</div>
        {keys > 1 && <SecondLine>{t('lastUse.severalKeysShort')}</SecondLine>}
      </Cell>
    </BodyLine>
  );
}
