import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import { exclusionsOf, LIMITS, limitOf, limitRange, type UsageForm } from './usageForm.ts';

/** Props of {@link SearchLimits}. */
export interface SearchLimitsProps {
  readonly form: UsageForm;
  readonly onChange: (form: UsageForm) => void;
  readonly isDisabled: boolean;
}

/** How much of the folder is searched. */
export function SearchLimits({ form, onChange, isDisabled }: SearchLimitsProps) {
  const { t } = useTranslation();
  const hasTooMany = exclusionsOf(form) === null;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: 2, paddingTop: 1 }}>
      <TextField
        label={t('usage.exclusions')}
        multiline
        minRows={3}
        maxRows={6}
        value={form.exclusions}
        error={hasTooMany}
        helperText={t(hasTooMany ? 'usage.exclusionsProblem' : 'usage.exclusionsHelp')}
        disabled={isDisabled}
        onChange={({ target }) => onChange({ ...form, exclusions: target.value })}
        slotProps={{ htmlInput: { spellCheck: false } }}
        sx={{ flex: '1 1 280px' }}
      />
      <Box sx={{ flex: '1 1 320px', display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5 }}>
        {LIMITS.map((limit) => {
          const text = form.limits[limit];
          const isWrong = limitOf(limit, text) === null;
          return (
            <TextField
              key={limit}
              label={t(`usage.limits.${limit}`)}
              value={text}
              error={isWrong}
              helperText={isWrong ? t('usage.limitProblem', limitRange(limit)) : undefined}
              disabled={isDisabled}
              onChange={({ target }) => onChange({ ...form, limits: { ...form.limits, [limit]: target.value } })}
              slotProps={{ htmlInput: { inputMode: 'numeric', autoComplete: 'off' } }}
            />
          );
        })}
      </Box>
    </Box>
  );
}
