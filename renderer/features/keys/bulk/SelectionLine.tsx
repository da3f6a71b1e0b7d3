import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { MenuAction } from '../../../components/ActionMenu.tsx';
import { ReasonTooltip } from '../../../components/ReasonTooltip.tsx';
import { useHasRoom } from '../../../shell/navigationFold.ts';
import { MoreActions } from './MoreActions.tsx';
import type { BulkActions } from './useBulkActions.ts';

/** Props of {@link SelectionLine}. */
export interface SelectionLineProps {
  /** Number of selected keys. */
  readonly selected: number;
  /** How many of them the filters hide. */
  readonly hidden: number;
  readonly total: number;
  readonly actions: BulkActions;
  readonly onClear: () => void;
}

/** Actions on the selected keys. Same height as the quick filters, which it replaces. */
export function SelectionLine({ selected, hidden, total, actions, onClear }: SelectionLineProps) {
  const { t } = useTranslation();
  const isWide = useHasRoom();
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1.5,
        height: 30,
        whiteSpace: 'nowrap',
        '& > *': { flexShrink: 0 },
      }}
    >
      <Typography
        role="status"
        sx={{ fontWeight: 600, fontVariantNumeric: 'tabular-nums', flexShrink: '1 !important', minWidth: 0 }}
        noWrap
      >
        {t('keys.selected', { selected, total })}
        {hidden > 0 && (
          <Typography component="span" color="textSecondary">
            {` · ${t('keys.hidden', { count: hidden })}`}
          </Typography>
        )}
      </Typography>
      <ActionButton action={actions.delete} />
      <ActionButton action={actions.setExpiry} />
      <ActionButton action={actions.disable} />
      {isWide ? (
        <>
          <ActionButton action={actions.rotate} />
          <ActionButton action={actions.test} />
          <ActionButton action={actions.copyTokens} />
        </>
      ) : (
        <MoreActions actions={[actions.rotate, actions.test, actions.copyTokens]} />
      )}
      <Button size="small" onClick={onClear} sx={{ color: 'text.secondary', fontWeight: 500 }}>
        {t('keys.clearSelection')}
      </Button>
    </Box>
  );
}

function ActionButton({ action }: { readonly action: MenuAction }) {
  const { label, disabledReason, run } = action;
  return (
    <ReasonTooltip reason={disabledReason}>
      <Button size="small" variant="outlined" disabled={disabledReason !== null} onClick={run}>
        {label}
      </Button>
    </ReasonTooltip>
  );
}
