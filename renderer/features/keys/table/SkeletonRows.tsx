import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { useTranslation } from 'react-i18next';
import { Cell, HEADER_HEIGHT, ROW_HEIGHT, TableFrame } from '../../../components/tableParts.tsx';
import { BodyRow, KeyRows } from './tableLayout.tsx';

const ROWS = 12;
const WIDTHS = ['60%', '70%', '75%', '75%', '45%'] as const;

/** Placeholder rows while the first response is pending. */
export function SkeletonRows() {
  const { t } = useTranslation();
  return (
    <TableFrame role="status" aria-label={t('keys.loading')} sx={{ overflow: 'hidden' }}>
      <Box sx={(theme) => ({ height: HEADER_HEIGHT, borderBottom: `1px solid ${theme.vars.palette.divider}` })} />
      <KeyRows sx={{ position: 'relative' }}>
        {Array.from({ length: ROWS }, (_, row) => (
          <BodyRow
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are identical and never reordered
            key={row}
            style={{ transform: `translateY(${row * ROW_HEIGHT}px)` }}
          >
            <Skeleton variant="rounded" width={18} height={18} sx={{ marginX: 'auto' }} />
            {WIDTHS.map((width, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the cells are identical and never reordered
              <Cell key={column}>
                <Skeleton variant="text" width={width} />
              </Cell>
            ))}
          </BodyRow>
        ))}
      </KeyRows>
    </TableFrame>
  );
}
