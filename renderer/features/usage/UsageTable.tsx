import Box from '@mui/material/Box';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import type { KeyUsageResult } from '../../../shared/model/keyUsage.ts';
import { HEADER_HEIGHT, HeaderCell, HeaderLine, ROW_HEIGHT, TableFrame } from '../../components/tableParts.tsx';
import { useNow } from '../../components/useNow.ts';
import { COLUMNS, INSET, UsageRow } from './UsageRow.tsx';
import { useOpenKey } from './useOpenKey.ts';

/** Interval between recalculations of what has expired, in milliseconds. */
const RENEWAL_MS = 60_000;
const HEADERS = ['file', 'place', 'part', 'key', 'status', 'actions'] as const;

/** Props of {@link UsageTable}. */
export interface UsageTableProps {
  readonly result: KeyUsageResult;
  readonly connections: readonly ConnectionSummary[];
}

/** The places as a table: focusable as a whole, scrolled with the arrow keys; the actions are in the tab order. */
export function UsageTable({ result, connections }: UsageTableProps) {
  const { t } = useTranslation();
  const now = useNow(RENEWAL_MS);
  const openKey = useOpenKey();
  const { places, keys } = result;
  const frame = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: places.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollPaddingEnd: HEADER_HEIGHT,
  });
  return (
    <TableFrame ref={frame} role="table" aria-label={t('usage.table')} aria-rowcount={places.length + 1} tabIndex={0}>
      <HeaderLine role="row" aria-rowindex={1} style={{ gridTemplateColumns: COLUMNS }} sx={{ paddingLeft: INSET }}>
        {HEADERS.map((name) => (
          <HeaderCell key={name} role="columnheader">
            {t(`usage.headers.${name}`)}
          </HeaderCell>
        ))}
      </HeaderLine>
      <Box role="rowgroup" sx={{ position: 'relative' }} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const place = places[index];
          const key = place === undefined ? undefined : keys[place.key];
          return place === undefined || key === undefined ? null : (
            <UsageRow
              key={index}
              place={place}
              usedKey={key}
              connection={connections.find(({ id }) => id === key.connectionId)}
              index={index}
              offset={start}
              now={now}
              onOpen={openKey}
            />
          );
        })}
      </Box>
    </TableFrame>
  );
}
