import ErrorOutline from '@mui/icons-material/ErrorOutlineRounded';
import HistoryOutlined from '@mui/icons-material/HistoryOutlined';
import SearchOff from '@mui/icons-material/SearchOffOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityAction } from '../../../shared/model/activity.ts';
import { ACTIVITY_ACTIONS } from '../../../shared/model/activity.ts';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import { useActivity } from '../../api/activityQueries.ts';
import { usePermissions } from '../../api/keyQueries.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ExportButton } from '../../components/ExportButton.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { FilterChip } from '../../components/filterChip.ts';
import { KEEPS_COLOR } from '../../components/forcedColors.ts';
import { PageHeader } from '../../components/PageHeader.tsx';
import { SearchField } from '../../components/SearchField.tsx';
import { TableFrame } from '../../components/tableParts.tsx';
import { useDebounced } from '../../components/useDebounced.ts';
import { connectionName } from '../../i18n/connectionName.ts';
import { errorText } from '../../i18n/errorText.ts';
import { useFormat } from '../../i18n/format.ts';
import { labelsOf } from '../../i18n/labelsOf.ts';
import { usePopups } from '../../shell/popups.ts';
import { ActivityTable } from './ActivityTable.tsx';
import { ChainNotes, isIntact } from './ChainNotes.tsx';

/** Debounce time of the search, in milliseconds. */
const SEARCH_DELAY_MS = 150;

/** Maximum length of a search in the IPC contract. */
const MAX_SEARCH_LENGTH = 200;

/** Props of {@link ActivityPage}. */
export interface ActivityPageProps {
  /** The active connection. */
  readonly connection: ConnectionSummary;
}

/** KeyDesk › Activity: actions made from this computer. */
export function ActivityPage({ connection }: ActivityPageProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const { open } = usePopups();
  const canCreate = usePermissions(connection.id).data?.canCreate === true;
  const newKey = useMemo(() => {
    const { id } = connection;
    const openFor = (username: string): void => open({ kind: 'newKey', connectionId: id, username });
    return canCreate ? { connectionId: id, open: openFor } : null;
  }, [canCreate, connection, open]);
  const [typed, setTyped] = useState('');
  const [isEverything, setIsEverything] = useState(false);
  const search = useDebounced(typed, SEARCH_DELAY_MS).slice(0, MAX_SEARCH_LENGTH);
  const connectionId = isEverything ? null : connection.id;
  const actions = useMemo(
    () => labelsOf(ACTIVITY_ACTIONS, (name: ActivityAction) => t(`activity.actions.${name}`)),
    [t],
  );
  const filter = { connectionId, search, actions };
  const { data, error, isPending, refetch, fetchNextPage, isFetchingNextPage } = useActivity(filter, i18n.language);

  const entries = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  const total = data?.pages[0]?.total ?? 0;
  const journals = data?.pages[0]?.journals ?? [];
  const loadMore = useCallback(() => {
    if (!isFetchingNextPage) {
      void fetchNextPage();
    }
  }, [fetchNextPage, isFetchingNextPage]);

  // The typed text, although the list may still show the previous one.
  const exportEntries = (): void =>
    open({ kind: 'exportActivity', connectionId, search: typed.slice(0, MAX_SEARCH_LENGTH) });

  const canExport = total > 0 || typed.trim() !== '';

  const list = (() => {
    if (error !== null && data === undefined) {
      const { title, text } = errorText(t, error, 'read');
      return (
        <EmptyState
          icon={<ErrorOutline />}
          title={title}
          isAlert
          actions={
            <Button variant="contained" color="primary" onClick={() => void refetch()}>
              {t('app.retry')}
            </Button>
          }
        >
          {text}
        </EmptyState>
      );
    }
    if (isPending) {
      return <Box role="status" aria-label={t('activity.loading')} />;
    }
    if (total === 0 && search.trim() !== '') {
      return (
        <EmptyState
          icon={<SearchOff />}
          title={t('activity.noMatch.title')}
          actions={
            <Button variant="outlined" onClick={() => setTyped('')}>
              {t('activity.noMatch.action')}
            </Button>
          }
        >
          {t('activity.noMatch.text')}
        </EmptyState>
      );
    }
    return total > 0 ? null : (
      <EmptyState
        icon={<HistoryOutlined />}
        title={t('activity.empty.title')}
        actions={
          !isEverything && (
            <Button variant="outlined" onClick={() => setIsEverything(true)}>
              {t('activity.empty.action')}
            </Button>
          )
        }
      >
        {t('activity.empty.text')}
      </EmptyState>
    );
  })();

  return (
    <>
      <PageHeader
        path={[t('app.keydesk')]}
        title={t('activity.title')}
        count={data === undefined ? undefined : t('activity.count', { count: total })}
      >
        {entries.length > 0 && journals.every(isIntact) && <Intact label={t('activity.intact')} />}
      </PageHeader>
      <Typography color="textSecondary">{t('activity.intro')}</Typography>
      {error !== null && data !== undefined && <FailureNote {...errorText(t, error, 'read')} />}
      <ChainNotes journals={journals} />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, minHeight: 40 }}>
        <SearchField
          search={typed}
          onSearch={setTyped}
          label={t('activity.search')}
          placeholder={t('activity.searchPlaceholder')}
          clearLabel={t('activity.clearSearch')}
        />
        <Box sx={{ flex: 1 }} />
        <ExportButton reason={canExport ? null : t('tables.activity.nothing')} onClick={exportEntries} />
      </Box>
      <Box role="group" aria-label={t('activity.scope')} sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        <FilterChip type="button" aria-pressed={!isEverything} onClick={() => setIsEverything(false)}>
          {connectionName(t, connection)}
        </FilterChip>
        <FilterChip type="button" aria-pressed={isEverything} onClick={() => setIsEverything(true)}>
          {t('activity.allConnections')}
        </FilterChip>
      </Box>
      {list === null ? (
        <ActivityTable entries={entries} total={total} onEndReached={loadMore} newKey={newKey} />
      ) : (
        <TableFrame>{list}</TableFrame>
      )}
      <Typography component="footer" variant="body2" color="textSecondary" sx={{ textAlign: 'right' }}>
        {t('keys.times', { name: format.zoneName, offset: format.zoneOffset(new Date().toISOString()) })}
      </Typography>
    </>
  );
}

/** Note that the journal is intact. */
function Intact({ label }: { readonly label: string }) {
  return (
    <Typography variant="body2" color="textSecondary" sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
      <Box
        component="span"
        sx={(theme) => ({
          width: 8,
          height: 8,
          borderRadius: '50%',
          ...KEEPS_COLOR,
          backgroundColor: theme.vars.palette.tone.success.text,
        })}
      />
      {label}
    </Typography>
  );
}
