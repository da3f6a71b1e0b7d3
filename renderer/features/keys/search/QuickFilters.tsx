import Close from '@mui/icons-material/CloseRounded';
import Box from '@mui/material/Box';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExpiringCounts } from '../../../../shared/model/expiringKeys.ts';
import { FilterChip } from '../../../components/filterChip.ts';
import { useStableCallback } from '../../../components/useStableCallback.ts';
import { expiringText } from '../../../i18n/expiringText.ts';
import { useLanguage } from '../../../i18n/language.ts';
import type { QuickFilter } from '../table/listedKeys.ts';
import { chosenStatus, withStatus } from './query/editQuery.ts';
import { parseQuery } from './query/parseQuery.ts';
import type { StatusName } from './query/queryTypes.ts';
import { useSearchCommands, useSearchInput } from './searchContext.ts';

const FILTERS = ['all', 'unreplaced', 'expired', 'accountProblem', 'rotating'] as const;
type Filter = (typeof FILTERS)[number];
const LABELS = {
  all: 'keys.all',
  unreplaced: 'keys.unreplaced',
  expired: 'keys.expired',
  accountProblem: 'keys.accountProblems',
  rotating: 'keys.rotating',
} as const;
/** The status terms that each filter puts into the search. */
const STATUSES: Readonly<Record<Filter, readonly StatusName[]>> = {
  all: [],
  unreplaced: ['unreplaced'],
  expired: ['expired'],
  accountProblem: ['archived', 'deactivated', 'nopermission'],
  rotating: ['rotating'],
};

/** Props of {@link QuickFilters}. */
export interface QuickFiltersProps {
  /** Number of keys per filter; `null` while unknown: then there is nothing to filter. */
  readonly counts: Readonly<Record<QuickFilter, number>> | null;
  /** What becomes of the expiring keys. */
  readonly expiring: ExpiringCounts;
}

/**
 * Filters for the everyday questions, each with its number of keys, followed by the other terms of the search. On one
 * line, which scrolls in a narrow window.
 */
export const QuickFilters = memo(function QuickFilters(props: QuickFiltersProps) {
  return (
    <Box sx={LINE}>
      <SearchTerms {...props} />
    </Box>
  );
});

/** Renders with each letter, which mostly changes neither the filters nor the other terms. */
function SearchTerms({ counts, expiring }: QuickFiltersProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { text } = useSearchInput();
  const { setText, remove } = useSearchCommands();
  const status = useMemo(() => chosenStatus(text)?.join() ?? null, [text]);
  const pressed = FILTERS.find((name) => STATUSES[name].join() === status) ?? null;
  const others = useMemo(
    () =>
      parseQuery(text).terms.filter(
        ({ condition: { field } }) => field !== 'text' && (field !== 'status' || pressed === null),
      ),
    [text, pressed],
  );
  const choose = useStableCallback((name: Filter) =>
    setText(withStatus(text, name === pressed ? [] : STATUSES[name], language)),
  );
  return (
    <>
      <Filters pressed={pressed} counts={counts} expiring={expiring} onChoose={choose} />
      {others.length > 0 && (
        <Box role="group" aria-label={t('search.active')} sx={CHIPS}>
          {others.map((term) => {
            const written = text.slice(term.start, term.end);
            return (
              <FilterChip
                key={term.start}
                type="button"
                title={written}
                aria-label={t('search.remove', { term: written })}
                onClick={() => remove(term)}
              >
                <Box component="span" sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
                  <Box component="span" sx={{ maxWidth: 220, overflow: 'hidden', textOverflow: 'ellipsis' }}>
                    {written}
                  </Box>
                  <Close sx={{ fontSize: 14 }} />
                </Box>
              </FilterChip>
            );
          })}
        </Box>
      )}
    </>
  );
}

interface FiltersProps extends Pick<QuickFiltersProps, 'counts' | 'expiring'> {
  readonly pressed: Filter | null;
  readonly onChoose: (name: Filter) => void;
}

const Filters = memo(function Filters({ pressed, counts, expiring, onChoose }: FiltersProps) {
  const { t, i18n } = useTranslation();
  return (
    <Box role="group" aria-label={t('keys.filters')} sx={CHIPS}>
      {FILTERS.filter((name) => name !== 'rotating' || name === pressed || (counts?.rotating ?? 0) > 0).map((name) => (
        <FilterChip
          key={name}
          type="button"
          aria-pressed={name === pressed}
          disabled={counts === null}
          title={name === 'unreplaced' ? expiringText(t, expiring) : undefined}
          onClick={() => onChoose(name)}
        >
          {name === 'all' || counts === null
            ? t(LABELS[name])
            : `${t(LABELS[name])} · ${counts[name].toLocaleString(i18n.language)}`}
        </FilterChip>
      ))}
    </Box>
  );
});

/**
 * Scrolls sideways without a scrollbar, which would push the table down; leaves room for the outline of a focused chip.
 */
const LINE = {
  display: 'flex',
  gap: 1,
  overflowX: 'auto',
  scrollbarWidth: 'none',
  padding: '5px',
  margin: '-5px',
} as const;
const CHIPS = { display: 'flex', gap: 1, flexShrink: 0 } as const;
