import CompareArrows from '@mui/icons-material/CompareArrowsRounded';
import SearchOff from '@mui/icons-material/SearchOffOutlined';
import SwapHoriz from '@mui/icons-material/SwapHorizRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { compareAccounts } from '../../../shared/model/accountComparison.ts';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { type KnownKeys, useKeys } from '../../api/keyQueries.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { FilterChip } from '../../components/filterChip.ts';
import { Note } from '../../components/Note.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { SearchField } from '../../components/SearchField.tsx';
import { TableFrame } from '../../components/tableParts.tsx';
import { useNow } from '../../components/useNow.ts';
import { connectionName } from '../../i18n/connectionName.ts';
import { errorText } from '../../i18n/errorText.ts';
import { useFormat } from '../../i18n/format.ts';
import { usePopups } from '../../shell/popups.ts';
import { ComparisonTable } from './ComparisonTable.tsx';
import { ConnectionChoice } from './ConnectionChoice.tsx';
import { COMPARISON_FILTERS, type ComparisonFilter, countAccounts, filterAccounts } from './comparisonFilter.ts';

/** Interval between recalculations of what has expired, in milliseconds. */
const RENEWAL_MS = 60_000;
const NO_KEYS: readonly AuthenticationKey[] = [];

/** The connections that are compared, by id; `null` for the active one and the next. */
export type ComparedPair = readonly [first: string, second: string] | null;

/** Props of {@link ComparePage}. */
export interface ComparePageProps {
  readonly connections: readonly ConnectionSummary[];
  /** The active connection. */
  readonly active: ConnectionSummary;
  /** Held outside, so that it is the same after another page was shown. */
  readonly pair: ComparedPair;
  readonly onPairChange: (pair: ComparedPair) => void;
}

/** KeyDesk › Compare: the keys of two connections by account. */
export function ComparePage({ connections, active, pair, onPairChange }: ComparePageProps) {
  const { t } = useTranslation();
  const { open } = usePopups();
  const find = (id: string | undefined): ConnectionSummary | undefined => connections.find((one) => one.id === id);
  const first = find(pair?.[0]) ?? active;
  const second = find(pair?.[1]) ?? connections.find(({ id }) => id !== first.id);
  if (second === undefined || second.id === first.id) {
    return (
      <>
        <PageHeader path={[t('app.keydesk')]} title={t('compare.title')} />
        <TableFrame>
          <EmptyState
            icon={<CompareArrows />}
            title={t('compare.alone.title')}
            actions={
              <Button variant="outlined" onClick={() => open({ kind: 'newConnection' })}>
                {t('connections.add')}
              </Button>
            }
          >
            {t('compare.alone.text')}
          </EmptyState>
        </TableFrame>
      </>
    );
  }
  return <Comparison connections={connections} first={first} second={second} onPairChange={onPairChange} />;
}

interface ComparisonProps extends Pick<ComparePageProps, 'connections' | 'onPairChange'> {
  readonly first: ConnectionSummary;
  readonly second: ConnectionSummary;
}

function Comparison({ connections, first, second, onPairChange }: ComparisonProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const [filter, setFilter] = useState<ComparisonFilter>('differing');
  const [search, setSearch] = useState('');
  const [firstKeys, secondKeys] = [useKeys(first.id), useKeys(second.id)];
  const [firstItems, secondItems] = [firstKeys.data?.items, secondKeys.data?.items];
  const now = useNow(RENEWAL_MS, firstItems);
  const isKnown = firstItems !== undefined && secondItems !== undefined;
  const accounts = useMemo(
    () => (isKnown ? compareAccounts(firstItems ?? NO_KEYS, secondItems ?? NO_KEYS, now) : []),
    [isKnown, firstItems, secondItems, now],
  );
  const counts = useMemo(() => countAccounts(accounts), [accounts]);
  const shown = useMemo(() => filterAccounts(accounts, filter, search), [accounts, filter, search]);
  const names = useMemo(
    () => ({ first: connectionName(t, first), second: connectionName(t, second) }),
    [t, first, second],
  );
  // Choosing the connection of the other side swaps both.
  const chooseFirst = (id: string): void => onPairChange([id, id === second.id ? first.id : second.id]);
  const chooseSecond = (id: string): void => onPairChange([id === first.id ? second.id : first.id, id]);

  return (
    <>
      <PageHeader
        path={[t('app.keydesk')]}
        title={t('compare.title')}
        count={isKnown ? t('compare.differing', { count: counts.differing }) : undefined}
      />
      <Typography color="textSecondary">{t('compare.intro')}</Typography>
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1, paddingTop: '6px' }}>
        <ConnectionChoice
          label={t('compare.first')}
          connections={connections}
          chosen={first}
          onChoose={chooseFirst}
          known={firstKeys}
          now={now}
        />
        <Tooltip title={t('compare.swap')}>
          <IconButton aria-label={t('compare.swap')} onClick={() => onPairChange([second.id, first.id])}>
            <SwapHoriz />
          </IconButton>
        </Tooltip>
        <ConnectionChoice
          label={t('compare.second')}
          connections={connections}
          chosen={second}
          onChoose={chooseSecond}
          known={secondKeys}
          now={now}
        />
      </Box>
      <ListProblem name={names.first} known={firstKeys} />
      <ListProblem name={names.second} known={secondKeys} />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, minHeight: 40 }}>
        <SearchField
          search={search}
          onSearch={setSearch}
          label={t('compare.search')}
          placeholder={t('compare.searchPlaceholder')}
          clearLabel={t('compare.clearSearch')}
        />
      </Box>
      <Box role="group" aria-label={t('compare.filters')} sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        {COMPARISON_FILTERS.map((name) => (
          <FilterChip key={name} type="button" aria-pressed={name === filter} onClick={() => setFilter(name)} sx={CUT}>
            {t(`compare.filter.${name}`, { name: name === 'onlySecond' ? names.second : names.first })}
            {isKnown && ` · ${counts[name].toLocaleString(i18n.language)}`}
          </FilterChip>
        ))}
      </Box>
      {isKnown && shown.length > 0 && <ComparisonTable accounts={shown} names={names} now={now} />}
      {isKnown && shown.length === 0 && (
        <TableFrame>
          {filter === 'differing' && search.trim() === '' ? (
            <EmptyState icon={<CompareArrows />} title={t('compare.noDifference.title')}>
              {t('compare.noDifference.text')}
            </EmptyState>
          ) : (
            <EmptyState
              icon={<SearchOff />}
              title={t('compare.noMatch.title')}
              actions={
                <Button
                  variant="outlined"
                  onClick={() => {
                    setFilter('differing');
                    setSearch('');
                  }}
                >
                  {t('compare.noMatch.action')}
                </Button>
              }
            >
              {t('compare.noMatch.text')}
            </EmptyState>
          )}
        </TableFrame>
      )}
      <Typography component="footer" variant="body2" color="textSecondary" sx={{ textAlign: 'right' }}>
        {t('keys.times', { name: format.zoneName, offset: format.zoneOffset(new Date(now).toISOString()) })}
      </Typography>
    </>
  );
}

/** Says why the keys of a connection are not there, or that the states of its accounts are not known. */
function ListProblem({ name, known }: { readonly name: string; readonly known: KnownKeys }) {
  const { t } = useTranslation();
  const { data, error, isPending } = known;
  if (data !== undefined) {
    return data.accountStates === 'current' ? null : (
      <Note tone="warning" title={`${name}: ${t(`keys.accountStates.${data.accountStates}`)}`}>
        {t('keys.accountStates.text')}
      </Note>
    );
  }
  if (error !== null) {
    return (
      <Note tone="error" isAlert title={t('compare.notLoaded', { name })}>
        {`${errorText(t, error, 'read').title}. ${errorText(t, error, 'read').text}`}
      </Note>
    );
  }
  return isPending && <Typography role="status">{t('compare.loading', { name })}</Typography>;
}

const CUT = { maxWidth: 280, overflow: 'hidden', textOverflow: 'ellipsis' } as const;
