import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { ConnectionAbsence } from '../../shared/model/absence.ts';
import type { ConnectionSummary } from '../../shared/model/connection.ts';
import { useAbsence, useDismissAbsence } from '../api/absenceQueries.ts';
import { useActivateConnection, useConnections } from '../api/connectionQueries.ts';
import { useKeys } from '../api/keyQueries.ts';
import { Note } from '../components/Note.tsx';
import { connectionName } from '../i18n/connectionName.ts';
import { useFormat } from '../i18n/format.ts';
import type { Translate } from '../i18n/i18n.ts';
import { isolated } from '../i18n/isolated.ts';
import { usePages } from '../shell/pages.ts';

/** Maximum number of connections named. */
const MAX_NAMED = 5;

/** Props of {@link AbsenceBanner}. */
export interface AbsenceBannerProps {
  /** The active connection. */
  readonly connection: ConnectionSummary;
}

/** Says at the first start after days what has happened to the keys of each connection, until it is closed. */
export function AbsenceBanner({ connection }: AbsenceBannerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { goTo } = usePages();
  const { isPending } = useKeys(connection.id);
  const absence = useAbsence(!isPending);
  const { mutate: dismiss } = useDismissAbsence();
  const { mutate: activate } = useActivateConnection();
  const known = useConnections().data?.connections ?? [];
  const eventful = (absence?.connections ?? [])
    .flatMap((events) => {
      const found = known.find(({ id }) => id === events.connectionId);
      return found === undefined ? [] : [{ connection: found, events }];
    })
    .sort((one, other) => compare(one.events, other.events));
  if (absence === null || eventful.length === 0) {
    return null;
  }
  const show = ({ id }: ConnectionSummary): void => {
    dismiss();
    activate(id);
    goTo('expiry', { accounts: 'attention' });
  };
  const left = eventful.length - MAX_NAMED;
  return (
    <Note
      tone={eventful.some(({ events }) => events.lost > 0) ? 'error' : 'warning'}
      title={t('expiry.absence.title', { date: format.dateTime(absence.since) })}
      action={
        <Button size="small" onClick={() => dismiss()}>
          {t('app.close')}
        </Button>
      }
    >
      <Box component="ul" sx={{ margin: 0, padding: 0, listStyle: 'none' }}>
        {eventful.slice(0, MAX_NAMED).map(({ connection, events }) => (
          <Box component="li" key={connection.id} sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center' }}>
            <span>
              {t('expiry.absence.connection', {
                name: isolated(connectionName(t, connection)),
                events: eventsText(t, events),
              })}
            </span>
            <Button
              size="small"
              aria-label={t('expiry.absence.showLabel', { name: connectionName(t, connection) })}
              onClick={() => show(connection)}
            >
              {t('expiry.absence.show')}
            </Button>
          </Box>
        ))}
      </Box>
      {left > 0 && `${t('expiry.absence.more', { count: left })} `}
      {t('expiry.absence.source')}
    </Note>
  );
}

/** The worst first. */
function compare(one: ConnectionAbsence, other: ConnectionAbsence): number {
  return other.lost - one.lost || other.expired - one.expired || other.expiring - one.expiring;
}

function eventsText(t: Translate, { expired, expiring, lost }: ConnectionAbsence): string {
  return [
    ...(lost > 0 ? [t('expiry.absence.lost', { count: lost })] : []),
    ...(expired > 0 ? [t('expiry.absence.expired', { count: expired })] : []),
    ...(expiring > 0 ? [t('expiry.absence.expiring', { count: expiring })] : []),
  ].join('; ');
}
