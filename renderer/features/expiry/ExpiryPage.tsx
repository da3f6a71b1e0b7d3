import EventAvailable from '@mui/icons-material/EventAvailableOutlined';
import KeyOutlined from '@mui/icons-material/KeyOutlined';
import SearchOff from '@mui/icons-material/SearchOffOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { coverAccounts } from '../../../shared/model/accountCoverage.ts';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import { useKeys } from '../../api/keyQueries.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { FilterChip } from '../../components/filterChip.ts';
import { Note } from '../../components/Note.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { SearchField } from '../../components/SearchField.tsx';
import { TableFrame } from '../../components/tableParts.tsx';
import { useNow } from '../../components/useNow.ts';
import { errorText } from '../../i18n/errorText.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTimeZone } from '../../i18n/timeZone.ts';
import { usePages } from '../../shell/pages.ts';
import { ExpiryTable } from './ExpiryTable.tsx';
import { countAccounts, EXPIRY_FILTERS, type ExpiryFilter, filterAccounts } from './expiryFilter.ts';
import { TIMELINE_DAYS, type TimelineDays, timelineOf } from './timeline.ts';
import { useKeyActions } from './useKeyActions.ts';
import { WatchButtons } from './WatchButtons.tsx';

/** Interval between recalculations of what has expired, in milliseconds. */
const RENEWAL_MS = 60_000;

/** Props of {@link ExpiryPage}. */
export interface ExpiryPageProps {
  /** The active connection. */
  readonly connection: ConnectionSummary;
}

/** Infrastructure › Expiry: how long the keys of each account last. */
export function ExpiryPage({ connection }: ExpiryPageProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const zone = useTimeZone();
  const { data, error, isPending } = useKeys(connection.id);
  const items = data?.items;
  const now = useNow(RENEWAL_MS, items);
  const [days, setDays] = useState<TimelineDays>(90);
  const [filter, setFilter] = useState<ExpiryFilter>('all');
  const [search, setSearch] = useState('');
  const { subject } = usePages();
  const [followed, setFollowed] = useState<typeof subject>(null);
  if (subject !== followed) {
    setFollowed(subject);
    if (subject !== null && 'accounts' in subject) {
      // The period of the keys that expire soon.
      setDays(30);
      setFilter(subject.accounts);
      setSearch('');
    }
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the days are those of the zone
  const timeline = useMemo(() => timelineOf(now, days), [now, days, zone]);
  const accounts = useMemo(() => coverAccounts(items ?? [], now, timeline.to), [items, now, timeline]);
  const counts = useMemo(() => countAccounts(accounts, timeline.to), [accounts, timeline]);
  const shown = useMemo(
    () => filterAccounts(accounts, filter, search, timeline.to),
    [accounts, filter, search, timeline],
  );
  const actions = useKeyActions(connection.id);
  const showAll = (): void => {
    setFilter('all');
    setSearch('');
  };
  const losing =
    counts.losing > 0 ? t('expiry.losing', { count: counts.losing, days }) : t('expiry.noneLosing', { days });
  return (
    <>
      <PageHeader
        path={[t('app.administration'), t('app.infrastructure')]}
        title={t('expiry.title')}
        count={items === undefined ? undefined : losing}
      >
        <WatchButtons connectionId={connection.id} />
      </PageHeader>
      <Typography color="textSecondary">{t('expiry.intro')}</Typography>
      {error !== null && <FailureNote {...errorText(t, error, 'read')} />}
      {data !== undefined && data.accountStates !== 'current' && (
        <Note tone="warning" title={t(`keys.accountStates.${data.accountStates}`)}>
          {t('keys.accountStates.text')}
        </Note>
      )}
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, minHeight: 40 }}>
        <SearchField
          search={search}
          onSearch={setSearch}
          label={t('expiry.search')}
          placeholder={t('expiry.searchPlaceholder')}
          clearLabel={t('expiry.clearSearch')}
        />
        <Box sx={{ flex: 1 }} />
        <ToggleButtonGroup
          exclusive
          size="small"
          aria-label={t('expiry.period')}
          value={days}
          onChange={(_event, next: TimelineDays | null) => next !== null && setDays(next)}
        >
          {TIMELINE_DAYS.map((choice) => (
            <ToggleButton key={choice} value={choice} sx={{ whiteSpace: 'nowrap' }}>
              {t('expiry.days', { days: choice })}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </Box>
      <Box role="group" aria-label={t('expiry.filters')} sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        {EXPIRY_FILTERS.map((name) => (
          <FilterChip
            key={name}
            type="button"
            aria-pressed={name === filter}
            title={t(`expiry.filterHint.${name}`)}
            disabled={items === undefined}
            onClick={() => setFilter(name === filter ? 'all' : name)}
          >
            {t(`expiry.filter.${name}`)}
            {items !== undefined && ` · ${counts[name].toLocaleString(i18n.language)}`}
          </FilterChip>
        ))}
      </Box>
      {isPending && <Typography role="status">{t('expiry.loading')}</Typography>}
      {items !== undefined &&
        (shown.length > 0 ? (
          <ExpiryTable accounts={shown} timeline={timeline} now={now} actions={actions} />
        ) : (
          <TableFrame>
            <NothingShown
              hasKeys={items.length > 0}
              isSearch={search.trim() !== ''}
              filter={filter}
              onShowAll={showAll}
            />
          </TableFrame>
        ))}
      <Typography component="footer" variant="body2" color="textSecondary" sx={{ textAlign: 'right' }}>
        {t('keys.times', { name: format.zoneName, offset: format.zoneOffset(new Date(now).toISOString()) })}
      </Typography>
    </>
  );
}

/** Says why no account is shown. */
function NothingShown(props: {
  readonly hasKeys: boolean;
  readonly isSearch: boolean;
  readonly filter: ExpiryFilter;
  readonly onShowAll: () => void;
}) {
  const { hasKeys, isSearch, filter, onShowAll } = props;
  const { t } = useTranslation();
  if (!hasKeys) {
    return (
      <EmptyState icon={<KeyOutlined />} title={t('expiry.empty.title')}>
        {t('expiry.empty.text')}
      </EmptyState>
    );
  }
  const isCalm = !isSearch && filter === 'attention';
  return (
    <EmptyState
      icon={isCalm ? <EventAvailable /> : <SearchOff />}
      title={t(isCalm ? 'expiry.calm.title' : 'expiry.noMatch.title')}
      actions={
        <Button variant="outlined" onClick={onShowAll}>
          {t('expiry.noMatch.action')}
        </Button>
      }
    >
      {t(isCalm ? 'expiry.calm.text' : 'expiry.noMatch.text')}
    </EmptyState>
  );
}
