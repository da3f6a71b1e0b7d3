import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import { useCalendarState, useExportCalendar, useKeepCalendar, useStopCalendar } from '../../api/calendarQueries.ts';
import { useConnection } from '../../api/connectionQueries.ts';
import { BusyButton } from '../../components/BusyButton.tsx';
import { Choices } from '../../components/Choices.tsx';
import { DialogFrame } from '../../components/DialogFrame.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Note } from '../../components/Note.tsx';
import { connectionName } from '../../i18n/connectionName.ts';
import { usePopups } from '../../shell/popups.ts';
import { useToasts } from '../../shell/toasts.ts';
import { calendarErrorText } from './calendarErrorText.ts';
import { KeptFile } from './KeptFile.tsx';

/** Props of {@link CalendarDialog}. */
export interface CalendarDialogProps {
  /** The connection whose keys are in the file unless those of all are chosen. */
  readonly connectionId: string;
}

/** Saves the expiries of keys as a calendar file, or keeps one up to date in a folder. */
export function CalendarDialog({ connectionId }: CalendarDialogProps) {
  const connection = useConnection(connectionId);
  return connection === undefined ? null : <CalendarForm connection={connection} />;
}

function CalendarForm({ connection }: { readonly connection: ConnectionSummary }) {
  const { t } = useTranslation();
  const { close } = usePopups();
  const toasts = useToasts();
  const kept = useCalendarState()?.kept;
  const problem = kept?.problem ?? null;
  const exporting = useExportCalendar();
  const keeping = useKeepCalendar();
  const stopping = useStopCalendar();
  const [scope, setScope] = useState<'one' | 'all'>('one');
  const connectionId = scope === 'one' ? connection.id : null;
  const isBusy = exporting.isPending || keeping.isPending;
  const save = (): void =>
    exporting.mutate(
      { connectionId, fileKind: t('reminders.calendar.fileKind') },
      {
        onSuccess: (saved) => {
          if (saved !== null) {
            const { events: count, fileName: file, folderName: folder } = saved;
            toasts.show({ kind: 'message', text: t('reminders.calendar.once.saved', { count, file, folder }) });
            close();
          }
        },
      },
    );
  return (
    <DialogFrame
      title={t('reminders.calendar.title')}
      isBusy={isBusy}
      onClose={close}
      actions={
        <Button variant="outlined" disabled={isBusy} onClick={close}>
          {t('app.close')}
        </Button>
      }
    >
      {problem !== null && <NotWritten code={problem.code} />}
      <Typography variant="body2" color="textSecondary">
        {t('reminders.calendar.intro')}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {t('reminders.calendar.content')}
      </Typography>
      <Choices
        label={t('reminders.calendar.scope')}
        autoFocus
        value={scope}
        choices={[
          { value: 'one', label: t('reminders.calendar.scopes.one', { name: connectionName(t, connection) }) },
          { value: 'all', label: t('reminders.calendar.scopes.all') },
        ]}
        onChange={setScope}
      />
      <Way title={t('reminders.calendar.once.title')} text={t('reminders.calendar.once.text')}>
        {exporting.error !== null && <FailureNote {...calendarErrorText(t, exporting.error, 'notKept')} />}
        <BusyButton variant="contained" color="primary" isBusy={exporting.isPending} onClick={save}>
          {t('reminders.calendar.once.action')}
        </BusyButton>
      </Way>
      <Way title={t('reminders.calendar.keep.title')} text={t('reminders.calendar.keep.text')}>
        {keeping.error !== null && <FailureNote {...calendarErrorText(t, keeping.error, 'notKept')} />}
        {kept === null && (
          <BusyButton
            autoFocus={!stopping.isIdle}
            variant="outlined"
            isBusy={keeping.isPending}
            onClick={() => keeping.mutate(connectionId)}
          >
            {t('reminders.calendar.keep.action')}
          </BusyButton>
        )}
        {kept !== null && kept !== undefined && <KeptFile kept={kept} stopping={stopping} hasFocus={!keeping.isIdle} />}
      </Way>
    </DialogFrame>
  );
}

/** Says that the file that is kept up to date could not be written, and why. */
function NotWritten({ code }: { readonly code: string | null }) {
  const { t } = useTranslation();
  return (
    <Note tone="warning" title={t('reminders.calendar.notWritten.title')}>
      <div>{t('reminders.calendar.notWritten.text')}</div>
      {code !== null && <div>{t('app.cause', { detail: code })}</div>}
    </Note>
  );
}

/** One of the ways to a calendar file. */
function Way(props: { readonly title: string; readonly text: string; readonly children: ReactNode }) {
  const { title, text, children } = props;
  const titleId = useId();
  return (
    <Box
      role="group"
      aria-labelledby={titleId}
      sx={{ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: 1, paddingTop: 0.5 }}
    >
      <div>
        <Typography id={titleId} variant="h3">
          {title}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {text}
        </Typography>
      </div>
      {children}
    </Box>
  );
}
