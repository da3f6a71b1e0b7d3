import Box from '@mui/material/Box';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComparedAccount } from '../../../shared/model/accountComparison.ts';
import { HEADER_HEIGHT, HeaderCell, HeaderLine, ROW_HEIGHT, TableFrame } from '../../components/tableParts.tsx';
import { useFormat } from '../../i18n/format.ts';
import { COLUMNS, ComparisonRow, INSET } from './ComparisonRow.tsx';

/** Names of the compared connections. */
export interface ComparedNames {
  readonly first: string;
  readonly second: string;
}

/** Props of {@link ComparisonTable}. */
export interface ComparisonTableProps {
  readonly accounts: readonly ComparedAccount[];
  readonly names: ComparedNames;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
}

/** The compared accounts as a read-only table: focusable as a whole, scrolled with the arrow keys. */
export function ComparisonTable({ accounts, names, now }: ComparisonTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const frame = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: accounts.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollPaddingEnd: HEADER_HEIGHT,
  });
  return (
    <TableFrame
      ref={frame}
      role="table"
      aria-label={t('compare.table')}
      aria-rowcount={accounts.length + 1}
      tabIndex={0}
    >
      <HeaderLine role="row" aria-rowindex={1} style={{ gridTemplateColumns: COLUMNS }} sx={{ paddingLeft: INSET }}>
        {[t('compare.account'), names.first, names.second, t('compare.outcome')].map((title, column) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: both connections may have the same name
          <HeaderCell key={column} role="columnheader" title={title} sx={CUT}>
            {title}
          </HeaderCell>
        ))}
      </HeaderLine>
      <Box role="rowgroup" sx={{ position: 'relative' }} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const account = accounts[index];
          return account === undefined ? null : (
            <ComparisonRow
              key={account.id}
              account={account}
              index={index}
              offset={start}
              names={names}
              format={format}
              now={now}
            />
          );
        })}
      </Box>
    </TableFrame>
  );
}

const CUT = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
