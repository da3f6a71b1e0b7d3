import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import { connectionName } from '../../i18n/connectionName.ts';
import { isolated } from '../../i18n/isolated.ts';

/** Props of {@link AttentionList}. */
export interface AttentionListProps {
  readonly incident: Incident;
  readonly connections: readonly ConnectionSummary[];
}

/** The keys that are not dealt with, each with its reason. */
export function AttentionList({ incident, connections }: AttentionListProps) {
  const { t } = useTranslation();
  const { attention, attentionCount } = incident;
  if (attentionCount === 0) {
    return null;
  }
  const title = t('incident.report.attention', { count: attentionCount });
  const more = attentionCount - attention.length;
  return (
    <details>
      <Box component="summary" sx={{ cursor: 'pointer', width: 'fit-content' }}>
        {title}
      </Box>
      <Box component="ul" tabIndex={0} aria-label={title} sx={LIST}>
        {attention.map(({ connectionId, token, username, fullName, outcome, code }) => {
          const connection = connections.find(({ id }) => id === connectionId);
          const parts = [
            ...(connection === undefined ? [] : [connectionName(t, connection)]),
            ...(username || fullName ? [isolated(username || fullName)] : []),
            token,
            t(`incident.report.outcomes.${outcome}`),
            ...(code === null ? [] : [t(`errors.${code}.title`)]),
          ];
          return <li key={`${connectionId} ${token}`}>{parts.join(' · ')}</li>;
        })}
        {more > 0 && <li>{t('incident.tokens.more', { count: more })}</li>}
      </Box>
    </details>
  );
}

const LIST = { margin: '4px 0', paddingLeft: '22px', maxHeight: 180, overflowY: 'auto', fontSize: 14 } as const;
