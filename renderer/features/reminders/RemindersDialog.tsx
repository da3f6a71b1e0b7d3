import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_REMINDERS, REMINDER_DAYS, type ReminderDays, type ReminderState } from '../../../shared/model/reminder.ts';
import { useConnections } from '../../api/connectionQueries.ts';
import { useReminderState, useSetReminderDays } from '../../api/reminderQueries.ts';
import { DialogButtons } from '../../components/DialogButtons.tsx';
import { DialogFrame } from '../../components/DialogFrame.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { connectionName } from '../../i18n/connectionName.ts';
import { errorText } from '../../i18n/errorText.ts';
import { usePopups } from '../../shell/popups.ts';
import { daysOfText, textOfDays } from './reminderForm.ts';
import { TestNotification } from './TestNotification.tsx';

/** Props of {@link RemindersDialog}. */
export interface RemindersDialogProps {
  /** The connection whose field has the focus at first. */
  readonly connectionId: string;
}

/** Edits how many days before the expiry of a key reminders are shown, for each connection. */
export function RemindersDialog({ connectionId }: RemindersDialogProps) {
  const state = useReminderState();
  return state === undefined ? null : <RemindersEditor connectionId={connectionId} state={state} />;
}

function RemindersEditor({ connectionId, state }: RemindersDialogProps & { readonly state: ReminderState }) {
  const { t } = useTranslation();
  const { close } = usePopups();
  const connections = useConnections().data?.connections ?? [];
  const saving = useSetReminderDays();
  /** What the user has entered, by connection id. */
  const [edited, setEdited] = useState<ReadonlyMap<string, string>>(new Map());
  const headingId = useId();
  const save = (): void => {
    const changed = new Map<string, ReminderDays>();
    for (const [id, text] of edited) {
      const days = daysOfText(text);
      if (days === null) {
        return;
      }
      changed.set(id, days);
    }
    saving.mutate(changed, { onSuccess: close });
  };
  return (
    <DialogFrame
      title={t('reminders.title')}
      isBusy={saving.isPending}
      onClose={close}
      onSubmit={save}
      actions={<DialogButtons submit={t('reminders.save')} isBusy={saving.isPending} onCancel={close} />}
    >
      {saving.error !== null && <FailureNote {...errorText(t, saving.error)} />}
      <Typography variant="body2" color="textSecondary">
        {t('reminders.intro')}
      </Typography>
      <TestNotification lastOutcome={state.lastOutcome} />
      <Box
        role="group"
        aria-labelledby={headingId}
        sx={{ display: 'flex', flexDirection: 'column', gap: 2, paddingTop: 0.5 }}
      >
        <div>
          <Typography id={headingId} variant="h3">
            {t('reminders.days')}
          </Typography>
          <Typography variant="body2" color="textSecondary">
            {t('reminders.daysHelp', { count: MAX_REMINDERS })}
          </Typography>
        </div>
        {connections.map((connection) => {
          const text = edited.get(connection.id) ?? textOfDays(state.days[connection.id] ?? []);
          const days = daysOfText(text);
          return (
            <TextField
              key={connection.id}
              autoFocus={connection.id === connectionId}
              label={connectionName(t, connection)}
              value={text}
              error={days === null}
              helperText={
                days === null
                  ? t('reminders.problem', { count: MAX_REMINDERS, max: REMINDER_DAYS.maximum })
                  : days.length === 0 && t('reminders.off')
              }
              onChange={({ target }) => setEdited(new Map(edited).set(connection.id, target.value))}
              slotProps={{ htmlInput: { autoComplete: 'off', spellCheck: false }, inputLabel: { shrink: true } }}
            />
          );
        })}
      </Box>
    </DialogFrame>
  );
}
