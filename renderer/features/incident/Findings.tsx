import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import { isConfirmedBy, MAX_UNCONFIRMED } from '../../../shared/model/deletionImpact.ts';
import type { IncidentFindings } from '../../../shared/model/incident.ts';
import { useDiscardFindings, useRunIncident } from '../../api/incidentQueries.ts';
import { BusyButton } from '../../components/BusyButton.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Note } from '../../components/Note.tsx';
import { ReasonTooltip } from '../../components/ReasonTooltip.tsx';
import { connectionName } from '../../i18n/connectionName.ts';
import { errorText } from '../../i18n/errorText.ts';
import { useFormat } from '../../i18n/format.ts';
import { focusIfLost } from '../../shell/pageFocus.ts';
import { criteriaText } from './criteriaText.ts';
import { FoundPartCard } from './FoundPartCard.tsx';
import { ProductionTicks } from './ProductionTicks.tsx';

/** Props of {@link Findings}. */
export interface FindingsProps {
  readonly findings: IncidentFindings;
  readonly connections: readonly ConnectionSummary[];
}

/** What was found in each connection, and the confirmation before it is disabled. */
export function Findings({ findings, connections }: FindingsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that searched was disabled meanwhile; on a small screen the findings would be out of sight.
  useEffect(() => focusIfLost(heading.current), []);
  const running = useRunIncident();
  const discarding = useDiscardFindings();
  const [leftOut, setLeftOut] = useState<readonly string[]>([]);
  const [confirmedIds, setConfirmedIds] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState('');
  const parts = findings.parts.flatMap((part) => {
    const connection = connections.find(({ id }) => id === part.connectionId);
    return connection === undefined ? [] : [{ part, connection, isIncluded: !leftOut.includes(connection.id) }];
  });
  const included = parts.filter(({ isIncluded }) => isIncluded);
  const total = included.reduce((sum, { part }) => sum + part.keys, 0);
  // A connection that did not respond may have keys that are in no list yet.
  const concerned = included.filter(({ part }) => part.keys > 0 || part.code !== null);
  const production = concerned.filter(({ connection }) => connection.environment === 'production');
  const asks = total > MAX_UNCONFIRMED || included.some(({ part }) => part.losing > 0);
  const isTicked = production.every(({ connection }) => confirmedIds.includes(connection.id));
  const isTyped = !asks || isConfirmedBy(typed, { kind: 'count', text: String(total) });
  const reason =
    concerned.length === 0
      ? t('incident.confirm.nothing')
      : isTicked
        ? isTyped
          ? null
          : t('incident.confirm.typeFirst')
        : t('incident.confirm.tickFirst');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (reason === null && !running.isPending) {
      running.mutate({
        findingsId: findings.id,
        connectionIds: concerned.map(({ connection }) => connection.id),
        confirmedIds: [...confirmedIds],
      });
    }
  };
  const toggle = (id: string): void =>
    setLeftOut(leftOut.includes(id) ? leftOut.filter((one) => one !== id) : [...leftOut, id]);
  return (
    <Box component="section" aria-label={t('incident.findings.title')} sx={COLUMN}>
      <Typography
        component="h2"
        ref={heading}
        tabIndex={-1}
        sx={{ fontWeight: 600, scrollMarginTop: 16, outline: 'none' }}
      >
        {`${t('incident.findings.title')}: ${criteriaText(t, format, findings.criteria)}`}
      </Typography>
      {parts.every(({ part }) => part.keys + part.leftOut === 0) && (
        <Note tone="neutral" title={t('incident.findings.nothing')} isAlert>
          {t(
            parts.every(({ part }) => part.code === null)
              ? 'incident.findings.nothingText'
              : 'incident.findings.nothingCached',
          )}
        </Note>
      )}
      <Box component="ul" sx={{ ...COLUMN, listStyle: 'none', margin: 0, padding: 0 }}>
        {parts.map(({ part, connection, isIncluded }) => (
          <FoundPartCard
            key={connection.id}
            findingsId={findings.id}
            part={part}
            connection={connection}
            isIncluded={isIncluded}
            onToggle={() => toggle(connection.id)}
          />
        ))}
      </Box>
      {findings.notFoundCount > 0 && (
        <Note tone="warning" title={t('incident.findings.notFound', { count: findings.notFoundCount })}>
          {t('incident.findings.notFoundText')} {findings.notFound.join(', ')}
          {findings.notFoundCount > findings.notFound.length && '…'}
        </Note>
      )}
      {findings.unmanaged.length > 0 && (
        <Note tone="warning" title={t('incident.findings.unmanaged', { count: findings.unmanaged.length })}>
          {t('incident.findings.unmanagedText')}{' '}
          {findings.unmanaged
            .map(({ connectionId, token, label }) => {
              const owner = connections.find(({ id }) => id === connectionId);
              return `${label} (${token}${owner === undefined ? '' : `, ${connectionName(t, owner)}`})`;
            })
            .join(', ')}
        </Note>
      )}
      {running.error !== null && <FailureNote {...errorText(t, running.error)} />}
      <Box component="form" noValidate onSubmit={submit} aria-label={t('incident.confirm.title')} sx={COLUMN}>
        <ProductionTicks
          production={production.map(({ connection, part }) => ({ connection, keys: part.keys }))}
          confirmedIds={confirmedIds}
          onChange={setConfirmedIds}
        />
        {asks && (
          <TextField
            size="small"
            label={t('incident.confirm.type', { total })}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            sx={{ maxWidth: 360 }}
            slotProps={{ htmlInput: { inputMode: 'numeric', autoComplete: 'off' } }}
          />
        )}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
          <ReasonTooltip reason={running.isPending ? null : reason}>
            <BusyButton
              type="submit"
              variant="contained"
              color="error"
              isBusy={running.isPending}
              disabled={reason !== null}
            >
              {t('incident.confirm.button', { count: total })}
            </BusyButton>
          </ReasonTooltip>
          <Button variant="text" disabled={running.isPending} onClick={() => discarding.mutate()}>
            {t('incident.confirm.discard')}
          </Button>
        </Box>
        <Typography variant="caption" color="textSecondary">
          {t('incident.confirm.restorable')}
        </Typography>
      </Box>
    </Box>
  );
}

const COLUMN = { display: 'flex', flexDirection: 'column', gap: 1.5 } as const;
