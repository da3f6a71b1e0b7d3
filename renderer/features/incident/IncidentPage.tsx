import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import { useIncidents, useSearchKeys } from '../../api/incidentQueries.ts';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Note } from '../../components/Note.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { RunProgress } from '../../components/RunProgress.tsx';
import { errorText } from '../../i18n/errorText.ts';
import { Findings } from './Findings.tsx';
import { IncidentReport } from './IncidentReport.tsx';
import { FIRST_FORM, type IncidentForm } from './incidentForm.ts';
import { SearchForm } from './SearchForm.tsx';

/** Props of {@link IncidentPage}. */
export interface IncidentPageProps {
  readonly connections: readonly ConnectionSummary[];
}

/** KeyDesk › Incident: leaked or endangered keys of all connections are disabled in one run. */
export function IncidentPage({ connections }: IncidentPageProps) {
  const { t } = useTranslation();
  const state = useIncidents();
  const searching = useSearchKeys();
  const [form, setForm] = useState<IncidentForm>(FIRST_FORM);
  const isSearching = state?.isSearching === true || searching.isPending;
  const isRunning = state?.incidents.some(({ running }) => running !== null) === true;
  const findings = isSearching || isRunning ? null : (state?.findings ?? null);
  return (
    <>
      <PageHeader path={[t('app.keydesk')]} title={t('incident.title')} />
      <Typography color="textSecondary">{t('incident.intro')}</Typography>
      {state !== undefined && state.incidents.length > 0 && (
        <Box
          component="ul"
          sx={{
            display: 'flex',
            flex: 'none',
            flexDirection: 'column',
            gap: 1.5,
            listStyle: 'none',
            margin: 0,
            padding: 0,
          }}
        >
          {state.incidents.map((incident) => (
            <IncidentReport
              key={incident.id}
              incident={incident}
              connections={connections}
              isBusy={isRunning || isSearching}
            />
          ))}
        </Box>
      )}
      {!isRunning && (
        <SearchForm
          form={form}
          connections={connections}
          isBusy={isSearching}
          onChange={setForm}
          onSearch={(criteria, connectionIds) => searching.mutate({ criteria, connectionIds: [...connectionIds] })}
        />
      )}
      {isSearching && <RunProgress label={t('incident.searching')} facts={[]} run={null} />}
      {!isSearching && searching.error !== null && <FailureNote {...errorText(t, searching.error, 'read')} />}
      {findings !== null && <Findings key={findings.id} findings={findings} connections={connections} />}
      {state !== undefined && state.unreadable > 0 && (
        <Note tone="warning" title={t('incident.report.unreadable', { count: state.unreadable })}>
          {t('incident.report.unreadableText')}
        </Note>
      )}
    </>
  );
}
