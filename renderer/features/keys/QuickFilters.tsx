import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { QuickFilter } from './filterKeys.ts';

const FilterChip = styled('button')(({ theme }) => ({
  font: 'inherit',
  fontSize: 13,
  fontWeight: 500,
  lineHeight: '20px',
  padding: '4px 13px',
  borderRadius: 15,
  whiteSpace: 'nowrap',
  cursor: 'pointer',
  color: theme.vars.palette.text.primary,
  border: `1px solid ${theme.vars.palette.divider}`,
  backgroundColor: theme.vars.palette.background.paper,
  '&:hover:enabled': { borderColor: theme.vars.palette.text.disabled },
  '&[aria-pressed="true"]': {
    fontWeight: 600,
    color: theme.vars.palette.tone.accent.text,
    borderColor: 'transparent',
    backgroundColor: theme.vars.palette.tone.accent.background,
  },
  '&:disabled': { opacity: 0.5, cursor: 'default' },
  '&:focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: 2 },
}));

const FILTERS = ['all', 'expiring', 'expired', 'accountProblem'] as const;
const LABELS = {
  all: 'keys.all',
  expiring: 'keys.expiring',
  expired: 'keys.expired',
  accountProblem: 'keys.accountProblems',
} as const;

/** Props of {@link QuickFilters}. */
export interface QuickFiltersProps {
  readonly filter: QuickFilter;
  /** How many keys each filter shows; `null` while that is not known: there is nothing to filter then. */
  readonly counts: Readonly<Record<QuickFilter, number>> | null;
  readonly onChange: (filter: QuickFilter) => void;
}

/** The filters that answer the everyday questions with one click, each with the number of keys behind it. */
export function QuickFilters({ filter, counts, onChange }: QuickFiltersProps) {
  const { t, i18n } = useTranslation();
  return (
    <Box role="group" aria-label={t('keys.filters')} sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
      {FILTERS.map((name) => (
        <FilterChip
          key={name}
          type="button"
          aria-pressed={name === filter}
          disabled={counts === null}
          onClick={() => onChange(name)}
        >
          {name === 'all' || counts === null
            ? t(LABELS[name])
            : `${t(LABELS[name])} · ${counts[name].toLocaleString(i18n.language)}`}
        </FilterChip>
      ))}
    </Box>
  );
}
