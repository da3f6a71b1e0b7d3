import History from '@mui/icons-material/QueryStatsOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ConnectionSummary, SAMPLE_CONNECTION_ID } from '../../../shared/model/connection.ts';
import type { LastUse } from '../../../shared/model/lastUse.ts';
import { useInstallationFacts } from '../../api/installationQueries.ts';
import { useKeys } from '../../api/keyQueries.ts';
import {
  useAccountUse,
  useForgetLastUse,
  useLastUseState,
  useReadLogs,
  useSetLogTimeZone,
} from '../../api/lastUseQueries.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { FilterChip } from '../../components/filterChip.ts';
import { PageHeader } from '../../components/PageHeader.tsx';
import { SearchField } from '../../components/SearchField.tsx';
import { TableFrame } from '../../components/tableParts.tsx';
import { connectionName } from '../../i18n/connectionName.ts';
import { errorText } from '../../i18n/errorText.ts';
import { useTimeZone } from '../../i18n/timeZone.ts';
import { LastUseNotes } from './LastUseNotes.tsx';
import { LastUseTable } from './LastUseTable.tsx';
import { LogForm } from './LogForm.tsx';
import { filterRows, LAST_USE_FILTERS, type LastUseFilter, rowsOf } from './lastUseRows.ts';

/** Props of {@link LastUsePage}. */
export interface LastUsePageProps {
  /** The active connection. */
  readonly connection: ConnectionSummary;
}

/** Infrastructure › Last use: when the access logs of the platform last name each account. */
export function LastUsePage({ connection }: LastUsePageProps) {
  const { t } = useTranslation();
  const computerZone = useTimeZone() ?? 'UTC';
  const { lastUse } = useAccountUse(connection.id);
  const state = useLastUseState();
  const reading = useReadLogs();
  const setLogTimeZone = useSetLogTimeZone();
  const forgetting = useForgetLastUse();
  const [chosenZone, setChosenZone] = useState<string | null>(null);
  const reportedZone = useInstallationFacts(connection.id)?.timeZone ?? null;
  const timeZone = lastUse?.timeZone ?? chosenZone ?? reportedZone ?? computerZone;
  const changeZone = (zone: string): void => {
    setChosenZone(zone);
    if (lastUse !== null) {
      setLogTimeZone.mutate({ connectionId: connection.id, timeZone: zone });
    }
  };
  const failure = reading.error ?? setLogTimeZone.error ?? forgetting.error;
  return (
    <>
      <PageHeader path={[t('app.infrastructure'), connectionName(t, connection)]} title={t('lastUse.title')}>
        {lastUse !== null && (
          <Button variant="text" disabled={state !== null} onClick={() => forgetting.mutate(connection.id)}>
            {t('lastUse.forget')}
          </Button>
        )}
      </PageHeader>
      <Typography color="textSecondary">{t('lastUse.intro')}</Typography>
      <LogForm
        connectionId={connection.id}
        timeZone={timeZone}
        reportedZone={reportedZone}
        onTimeZone={changeZone}
        state={state}
        reading={reading}
      />
      {state === null && failure !== null && <FailureNote {...errorText(t, failure, 'read')} />}
      {lastUse === null ? (
        <TableFrame>
          <EmptyState icon={<History />} title={t('lastUse.empty.title')}>
            {t('lastUse.empty.text')}
            {connection.id === SAMPLE_CONNECTION_ID && <p>{t('lastUse.empty.sample')}</p>}
          </EmptyState>
        </TableFrame>
      ) : (
        <Accounts connectionId={connection.id} lastUse={lastUse} />
      )}
    </>
  );
}

function Accounts({ connectionId, lastUse }: { readonly connectionId: string; readonly lastUse: LastUse }) {
  const { t, i18n } = useTranslation();
  const keys = useKeys(connectionId).data?.items;
  const [filter, setFilter] = useState<LastUseFilter>('all');
  const [search, setSearch] = useState('');
  const rows = useMemo(() => rowsOf(lastUse, keys ?? []), [lastUse, keys]);
  const shown = useMemo(() => filterRows(rows, filter, search), [rows, filter, search]);
  return (
    <>
      <LastUseNotes lastUse={lastUse} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', flex: 'none', gap: 1 }}>
        <SearchField
          search={search}
          onSearch={setSearch}
          label={t('lastUse.search')}
          placeholder={t('lastUse.search')}
          clearLabel={t('lastUse.clearSearch')}
        />
        <Box role="group" aria-label={t('lastUse.filter')} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {LAST_USE_FILTERS.map((name) => (
            <FilterChip key={name} type="button" aria-pressed={filter === name} onClick={() => setFilter(name)}>
              {t(`lastUse.filters.${name}`)} ({filterRows(rows, name, '').length.toLocaleString(i18n.language)})
            </FilterChip>
          ))}
        </Box>
      </Box>
      {shown.length === 0 ? (
        <TableFrame>
          <EmptyState icon={<History />} title={t('lastUse.nothing')}>
            {t('lastUse.nothingText')}
          </EmptyState>
        </TableFrame>
      ) : (
        <LastUseTable rows={shown} />
      )}
    </>
  );
}
