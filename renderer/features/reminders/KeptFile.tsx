import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { CalendarState } from '../../../shared/model/calendar.ts';
import type { useStopCalendar } from '../../api/calendarQueries.ts';
import { useConnections } from '../../api/connectionQueries.ts';
import { BusyButton } from '../../components/BusyButton.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { FieldBox } from '../../components/FieldBox.tsx';
import { connectionName } from '../../i18n/connectionName.ts';
import { calendarErrorText } from './calendarErrorText.ts';

/** Props of {@link KeptFile}. */
export interface KeptFileProps {
  readonly kept: NonNullable<CalendarState['kept']>;
  readonly stopping: ReturnType<typeof useStopCalendar>;
  /** Whether the user has just chosen it, with a button that is gone now. */
  readonly hasFocus: boolean;
}

/** The calendar file that is kept up to date: where it is, what is in it, and a button that ends this. */
export function KeptFile({ kept, stopping, hasFocus }: KeptFileProps) {
  const { t } = useTranslation();
  const { file, events } = kept;
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1, alignSelf: 'stretch' }}>
      <FieldBox
        label={t('reminders.calendar.keep.file')}
        actions={
          <BusyButton
            autoFocus={hasFocus}
            size="small"
            variant="text"
            isBusy={stopping.isPending}
            title={t('reminders.calendar.keep.stopHint')}
            onClick={() => stopping.mutate()}
          >
            {t('reminders.calendar.keep.stop')}
          </BusyButton>
        }
      >
        <Typography component="div">{file}</Typography>
        <Typography variant="body2" component="div" color="textSecondary">
          <Scope connectionId={kept.connectionId} />
          {' · '}
          {events === null
            ? t('reminders.calendar.keep.notCompared')
            : t('reminders.calendar.keep.events', { count: events })}
        </Typography>
      </FieldBox>
      {stopping.error !== null && <FailureNote {...calendarErrorText(t, stopping.error, 'stillKept')} />}
    </Box>
  );
}

/** Whose keys are in the file. */
function Scope({ connectionId }: { readonly connectionId: string | null }) {
  const { t } = useTranslation();
  const connection = useConnections().data?.connections.find(({ id }) => id === connectionId);
  if (connectionId === null) {
    return t('reminders.calendar.scopes.all');
  }
  return connection === undefined
    ? t('reminders.calendar.keep.removedConnection')
    : t('reminders.calendar.scopes.one', { name: connectionName(t, connection) });
}
