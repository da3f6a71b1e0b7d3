import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { FilterChip } from '../../components/filterChip.ts';
import type { QuickFilter } from './filterKeys.ts';

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
