import Box from '@mui/material/Box';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityEntry } from '../../../shared/model/activity.ts';
import { HEADER_HEIGHT, HeaderCell, HeaderLine, ROW_HEIGHT, TableFrame } from '../../components/tableParts.tsx';
import { useFormat } from '../../i18n/format.ts';
import { ActivityRow } from './ActivityRow.tsx';
import { INSET, useActivityLayout } from './activityLayout.ts';

const HEADERS = ['time', 'action', 'key', 'connection', 'outcome'] as const;
const NARROW_HEADERS = HEADERS.filter((name) => name !== 'connection');

/** Props of {@link ActivityTable}. */
export interface ActivityTableProps {
  /** The loaded entries, newest first. */
  readonly entries: readonly ActivityEntry[];
  /** Total number of entries. */
  readonly total: number;
  /** Loads more; called whenever the last loaded entry is in view. */
  readonly onEndReached: () => void;
  /** Creates a key for an account of the connection with this id; `null` if that is not permitted. */
  readonly newKey: { readonly connectionId: string; readonly open: (username: string) => void } | null;
}

/** The journal as a read-only table: focusable as a whole, scrolled with the arrow keys. */
export function ActivityTable({ entries, total, onEndReached, newKey }: ActivityTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { isNarrow, gridTemplateColumns } = useActivityLayout();
  const frame = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollPaddingEnd: HEADER_HEIGHT,
  });
  const rows = virtualizer.getVirtualItems();
  const isEndInSight = (rows.at(-1)?.index ?? 0) >= entries.length - 1 && entries.length < total;
  useEffect(() => {
    if (isEndInSight) {
      onEndReached();
    }
  }, [isEndInSight, onEndReached]);
  return (
    <TableFrame ref={frame} role="table" aria-label={t('activity.table')} aria-rowcount={total + 1} tabIndex={0}>
      <HeaderLine role="row" aria-rowindex={1} style={{ gridTemplateColumns }} sx={{ paddingLeft: INSET }}>
        {(isNarrow ? NARROW_HEADERS : HEADERS).map((name) => (
          <HeaderCell key={name} role="columnheader">
            {t(`activity.headers.${name}`)}
          </HeaderCell>
        ))}
      </HeaderLine>
      <Box role="rowgroup" sx={{ position: 'relative' }} style={{ height: virtualizer.getTotalSize() }}>
        {rows.map(({ index, start }) => {
          const entry = entries[index];
          return entry === undefined ? null : (
            <ActivityRow
              key={`${entry.connectionId} ${index}`}
              entry={entry}
              index={index}
              offset={start}
              format={format}
              isNarrow={isNarrow}
              columns={gridTemplateColumns}
              onNewKey={newKey?.connectionId === entry.connectionId ? newKey.open : null}
            />
          );
        })}
      </Box>
    </TableFrame>
  );
}
