import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import {
  useDismissIncident,
  useProceedIncident,
  useRestoreIncident,
  useStopIncident,
} from '../../api/incidentQueries.ts';
import { BusyButton } from '../../components/BusyButton.tsx';
import { Card } from '../../components/Card.tsx';
import { ExportButton } from '../../components/ExportButton.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { ReasonTooltip } from '../../components/ReasonTooltip.tsx';
import { errorText } from '../../i18n/errorText.ts';
import { useFormat } from '../../i18n/format.ts';
import { focusIfLost } from '../../shell/pageFocus.ts';
import { usePopups } from '../../shell/popups.ts';
import { AttentionList } from './AttentionList.tsx';
import { criteriaText } from './criteriaText.ts';
import { IncidentPartLine } from './IncidentPartLine.tsx';
import { ProductionTicks } from './ProductionTicks.tsx';

/** Props of {@link IncidentReport}. */
export interface IncidentReportProps {
  readonly incident: Incident;
  readonly connections: readonly ConnectionSummary[];
  /** Whether something is being done on this page. */
  readonly isBusy: boolean;
}

/** What was done for an incident, what failed and what is open, and the ways to go on. */
export function IncidentReport({ incident, connections, isBusy }: IncidentReportProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { open: openPopup } = usePopups();
  const proceeding = useProceedIncident();
  const restoring = useRestoreIncident();
  const dismissing = useDismissIncident();
  const stopping = useStopIncident();
  const [confirmedIds, setConfirmedIds] = useState<readonly string[]>([]);
  const { id, parts, isRestored, running } = incident;
  const heading = useRef<HTMLHeadingElement>(null);
  // The form that was submitted is gone, and so are the buttons of this report while something is done.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of what is done takes controls away.
  useEffect(() => focusIfLost(heading.current), [running]);
  const open = isRestored ? [] : parts.filter(({ state }) => state === 'open');
  const production = open.flatMap((part) => {
    const connection = connections.find((one) => one.id === part.connectionId);
    return connection?.environment === 'production' ? [{ connection, keys: part.waiting ?? part.open }] : [];
  });
  const isTicked = production.every(({ connection }) => confirmedIds.includes(connection.id));
  const restorable = parts.some((part) => part.disabled > 0 || (!isRestored && part.open > 0));
  const error = proceeding.error ?? restoring.error ?? dismissing.error;
  return (
    <Card component="li">
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography
          component="h2"
          ref={heading}
          tabIndex={-1}
          sx={{ fontWeight: 600, scrollMarginTop: 16, outline: 'none' }}
        >
          {t('incident.report.title', { when: format.dateTime(incident.startedAt) })}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {criteriaText(t, format, incident.criteria)}
        </Typography>
      </Box>
      {running === null ? (
        <ExportButton reason={null} onClick={() => openPopup({ kind: 'exportIncident', incidentId: id })} />
      ) : (
        <Button variant="outlined" disabled={stopping.isPending} onClick={() => stopping.mutate()}>
          {t('incident.report.stop')}
        </Button>
      )}
      <Box sx={{ flexBasis: '100%', display: 'flex', flexDirection: 'column', gap: 1 }}>
        {running !== null && <Typography role="status">{t(`incident.report.${running}`)}</Typography>}
        <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {parts.map((part) => (
            <IncidentPartLine
              key={part.connectionId}
              part={part}
              isRestored={isRestored}
              connection={connections.find((one) => one.id === part.connectionId)}
            />
          ))}
        </Box>
        {incident.leftOut.length > 0 && (
          <Typography variant="body2" color="textSecondary">
            {t('incident.leaveOut.connections', {
              names: incident.leftOut
                .map(({ name, keys }) => `${name || t('connections.sampleName')} (${t('keys.count', { count: keys })})`)
                .join(', '),
            })}
          </Typography>
        )}
        <AttentionList incident={incident} connections={connections} />
        {error !== null && <FailureNote {...errorText(t, error)} />}
        {running === null && (
          <>
            <ProductionTicks production={production} confirmedIds={confirmedIds} onChange={setConfirmedIds} />
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
              {open.length > 0 && (
                <ReasonTooltip reason={isTicked ? null : t('incident.confirm.tickFirst')}>
                  <BusyButton
                    variant="contained"
                    color="error"
                    isBusy={proceeding.isPending}
                    disabled={!isTicked || isBusy}
                    onClick={() =>
                      proceeding.mutate({
                        incidentId: id,
                        connectionIds: open.map(({ connectionId }) => connectionId),
                        confirmedIds: [...confirmedIds],
                      })
                    }
                  >
                    {t('incident.report.proceed')}
                  </BusyButton>
                </ReasonTooltip>
              )}
              {restorable && (
                <BusyButton
                  variant="outlined"
                  isBusy={restoring.isPending}
                  disabled={isBusy}
                  onClick={() => restoring.mutate(id)}
                >
                  {t(isRestored ? 'incident.report.restoreRest' : 'incident.report.restore')}
                </BusyButton>
              )}
              <Tooltip title={t('incident.report.dismissHint')} describeChild>
                <Button variant="text" disabled={isBusy} onClick={() => dismissing.mutate(id)}>
                  {t('incident.report.dismiss')}
                </Button>
              </Tooltip>
            </Box>
          </>
        )}
      </Box>
    </Card>
  );
}
