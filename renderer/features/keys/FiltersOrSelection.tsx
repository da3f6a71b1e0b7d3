import Box from '@mui/material/Box';
import { memo } from 'react';
import type { ExpiringCounts } from '../../../shared/model/expiringKeys.ts';
import { SelectionLine, type SelectionLineProps } from './bulk/SelectionLine.tsx';
import { QuickFilters } from './search/QuickFilters.tsx';
import { useShownList } from './shownList.ts';

/** Props of {@link FiltersOrSelection}. */
export interface FiltersOrSelectionProps extends Omit<SelectionLineProps, 'hidden'> {
  /** What becomes of the expiring keys. */
  readonly expiring: ExpiringCounts;
}

/** The line above the table: the quick filters or, once keys are selected, what can be done with these. */
export function FiltersOrSelection({ expiring, ...selection }: FiltersOrSelectionProps) {
  const hasSelection = selection.selected > 0;
  return (
    // In the same grid cell: the hidden filters keep their height, so the table does not move.
    <Box sx={{ display: 'grid', '& > *': { gridArea: '1 / 1', minWidth: 0 } }}>
      <Box sx={{ visibility: hasSelection ? 'hidden' : 'visible' }}>
        <Filters expiring={expiring} />
      </Box>
      {hasSelection && <Selection {...selection} />}
    </Box>
  );
}

function Filters({ expiring }: Pick<FiltersOrSelectionProps, 'expiring'>) {
  return <QuickFilters counts={useShownList().counts} expiring={expiring} />;
}

function Selection(selection: Omit<SelectionLineProps, 'hidden'>) {
  return <RestingSelectionLine {...selection} hidden={selection.selected - useShownList().selected} />;
}

/** A letter mostly hides as many of the selected keys as the one before. */
const RestingSelectionLine = memo(SelectionLine);
