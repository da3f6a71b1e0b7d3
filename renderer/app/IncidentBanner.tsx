import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { IncidentPart } from '../../shared/model/incident.ts';
import { useConnections } from '../api/connectionQueries.ts';
import { useIncidents } from '../api/incidentQueries.ts';
import { Note } from '../components/Note.tsx';
import { connectionName } from '../i18n/connectionName.ts';
import { useFormat } from '../i18n/format.ts';
import { usePages } from '../shell/pages.ts';

/** Reports incidents with open parts on every page but their own, and which connections can be reached again. */
export function IncidentBanner() {
  const { t } = useTranslation();
  const format = useFormat();
  const { page, goTo } = usePages();
  const connections = useConnections().data?.connections ?? [];
  const incidents = useIncidents()?.incidents ?? [];
  if (page === 'incident') {
    return null;
  }
  const namesOf = (parts: readonly IncidentPart[]): string =>
    parts
      .map((part) => connections.find(({ id }) => id === part.connectionId))
      .flatMap((connection) => (connection === undefined ? [] : [connectionName(t, connection)]))
      .join(', ');
  return incidents.map(({ id, startedAt, parts, running }) => {
    // A restoration that was cut off is offered once the connection is back.
    const open = parts.filter(
      ({ state, waiting }) => state === 'open' || (state === 'notRestored' && waiting !== null),
    );
    const back = open.filter(({ waiting }) => waiting !== null);
    return running !== null || open.length === 0 ? null : (
      <Note
        key={id}
        tone="error"
        title={t('incident.banner.title', { when: format.dateTime(startedAt) })}
        action={
          <Button size="small" onClick={() => goTo('incident')}>
            {t('incident.title')}
          </Button>
        }
      >
        {back.length > 0
          ? t('incident.banner.back', { names: namesOf(back) })
          : t('incident.banner.open', { names: namesOf(open) })}
      </Note>
    );
  });
}
