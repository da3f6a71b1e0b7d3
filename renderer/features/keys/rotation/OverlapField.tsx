import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import { MAX_OVERLAP_DAYS } from '../../../../shared/model/rotation.ts';
import { OVERLAPS } from './rotationPlan.ts';

/** The chosen overlap: one of those offered, or a typed number of days. */
export interface ChosenOverlap {
  /** Days as text; `null` while one of {@link OVERLAPS} is chosen. */
  readonly typed: string | null;
  readonly days: number;
}

/** Returns the days of an overlap; `null` if what was typed is no number of days up to the maximum. */
export function overlapDays({ typed, days }: ChosenOverlap): number | null {
  if (typed === null) {
    return days;
  }
  const number = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : MAX_OVERLAP_DAYS + 1;
  return number <= MAX_OVERLAP_DAYS ? number : null;
}

/** Props of {@link OverlapField}. */
export interface OverlapFieldProps {
  readonly chosen: ChosenOverlap;
  readonly isDisabled: boolean;
  readonly onChange: (chosen: ChosenOverlap) => void;
}

const OTHER = 'other';

/** How long both keys work. */
export function OverlapField({ chosen, isDisabled, onChange }: OverlapFieldProps) {
  const { t } = useTranslation();
  const isWrong = overlapDays(chosen) === null;
  return (
    <Box sx={{ display: 'flex', gap: 1 }}>
      <TextField
        select
        fullWidth
        size="small"
        label={t('rotation.overlap')}
        disabled={isDisabled}
        value={chosen.typed === null ? String(chosen.days) : OTHER}
        helperText={t('rotation.overlapHint')}
        onChange={({ target: { value } }) =>
          onChange(value === OTHER ? { ...chosen, typed: String(chosen.days) } : { typed: null, days: Number(value) })
        }
      >
        {OVERLAPS.map((days) => (
          <MenuItem key={days} value={String(days)}>
            {days === 0 ? t('rotation.noOverlap') : t('rotation.days', { count: days })}
          </MenuItem>
        ))}
        <MenuItem value={OTHER}>{t('rotation.otherOverlap')}</MenuItem>
      </TextField>
      {chosen.typed !== null && (
        <TextField
          size="small"
          label={t('rotation.overlapDays')}
          disabled={isDisabled}
          value={chosen.typed}
          error={isWrong}
          helperText={isWrong ? t('rotation.overlapWrong', { max: MAX_OVERLAP_DAYS }) : ' '}
          slotProps={{ htmlInput: { inputMode: 'numeric', autoComplete: 'off' } }}
          onChange={({ target: { value } }) => onChange({ ...chosen, typed: value })}
        />
      )}
    </Box>
  );
}
