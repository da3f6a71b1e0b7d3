import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import type { IncidentPart } from '../../../shared/model/incident.ts';
import { meansOffline } from '../../../shared/model/offline.ts';
import { ConnectionNameText } from '../../components/ConnectionNameText.tsx';
import { RunProgress } from '../../components/RunProgress.tsx';
import { type ChipTone, StatusChip } from '../../components/StatusChip.tsx';
import { connectionName } from '../../i18n/connectionName.ts';
import type { Translate } from '../../i18n/i18n.ts';

const TONES: Readonly<Record<IncidentPart['state'], ChipTone>> = {
  running: 'accent',
  done: 'success',
  open: 'error',
  restored: 'success',
  notRestored: 'warning',
  removed: 'neutral',
};

/** Props of {@link IncidentPartLine}. */
export interface IncidentPartLineProps {
  readonly part: IncidentPart;
  /** `undefined` if it was removed. */
  readonly connection: ConnectionSummary | undefined;
  /** Whether the incident is being taken back. */
  readonly isRestored: boolean;
}

/** An incident in one connection. */
export function IncidentPartLine({ part, connection, isRestored }: IncidentPartLineProps) {
  const { t } = useTranslation();
  const name = connection === undefined ? part.connectionName : connectionName(t, connection);
  return (
    <Box component="li" sx={{ padding: '6px 0' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Typography component="div">
            {connection === undefined ? <strong>{name}</strong> : <ConnectionNameText connection={connection} />}
          </Typography>
          <Typography variant="body2" color="textSecondary">
            {partTexts(t, part, isRestored).join(' · ')}
          </Typography>
        </Box>
        <StatusChip tone={TONES[part.state]} label={t(`incident.report.states.${part.state}`)} />
      </Box>
      {part.state === 'running' && (
        <RunProgress
          label={
            part.total === 0
              ? t('incident.report.starting', { name })
              : t('incident.report.progress', { name, finished: part.finished, total: part.total })
          }
          facts={[]}
          run={part.total === 0 ? null : part}
        />
      )}
    </Box>
  );
}

function partTexts(t: Translate, part: IncidentPart, isRestored: boolean): readonly string[] {
  const { state, disabled, open, leftOut, restored, code, waiting } = part;
  const isOpen = state === 'open' || state === 'notRestored';
  const texts = [
    ...(disabled > 0 ? [t('incident.report.disabled', { count: disabled })] : []),
    ...(restored > 0 ? [t('incident.report.restored', { count: restored })] : []),
    ...(leftOut > 0 ? [t('incident.leaveOut.count', { count: leftOut })] : []),
    ...(open > 0 && !isRestored ? [t('incident.report.open', { count: open })] : []),
  ];
  if (!isOpen) {
    if (state === 'restored' && restored === 0) {
      return [t('incident.report.untouched'), ...texts];
    }
    return texts.length === 0 && state === 'done' ? [t('incident.findings.nothing')] : texts;
  }
  if (waiting !== null) {
    return [...texts, isRestored ? t('incident.report.back') : t('incident.report.waiting', { count: waiting })];
  }
  if (code === null) {
    return texts.length === 0 ? [t('incident.report.interrupted')] : texts;
  }
  return [...texts, t(`errors.${code}.title`), ...(meansOffline(code) ? [t('incident.report.away')] : [])];
}
