import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { ReasonTooltip } from '../../components/ReasonTooltip.tsx';

/** Props of {@link SelectionLine}. */
export interface SelectionLineProps {
  /** How many keys are ticked. */
  readonly selected: number;
  /** How many of those the filters hide. */
  readonly hidden: number;
  readonly total: number;
  /** Why keys cannot be deleted, or `null`. */
  readonly deleteRefusal: string | null;
  readonly onDelete: () => void;
  readonly onClear: () => void;
}

/** What can be done with the ticked keys. As high as the quick filters, whose place it takes. */
export function SelectionLine({ selected, hidden, total, deleteRefusal, onDelete, onClear }: SelectionLineProps) {
  const { t } = useTranslation();
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, height: 30 }}>
      <Typography role="status" sx={{ fontWeight: 600, fontVariantNumeric: 'tabular-nums' }} noWrap>
        {t('keys.selected', { selected, total })}
        {hidden > 0 && (
          <Typography component="span" color="textSecondary">
            {` · ${t('keys.hidden', { count: hidden })}`}
          </Typography>
        )}
      </Typography>
      <ReasonTooltip reason={deleteRefusal}>
        <Button size="small" variant="outlined" disabled={deleteRefusal !== null} onClick={onDelete}>
          {t('keys.delete')}
        </Button>
      </ReasonTooltip>
      <Button size="small" onClick={onClear} sx={{ color: 'text.secondary', fontWeight: 500 }}>
        {t('keys.clearSelection')}
      </Button>
    </Box>
  );
}
