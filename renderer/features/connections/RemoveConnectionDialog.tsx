import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import { useRemoveConnection } from '../../api/connectionQueries.ts';
import { usePopups } from '../../app/popups.ts';
import { useToasts } from '../../app/toasts.ts';
import { BusyButton } from '../../components/BusyButton.tsx';
import { DialogFrame } from '../../components/DialogFrame.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Note } from '../../components/Note.tsx';
import { SafeButton } from '../../components/SafeButton.tsx';
import { errorText } from '../../i18n/errorText.ts';

/** Props of {@link RemoveConnectionDialog}. */
export interface RemoveConnectionDialogProps {
  readonly connection: ConnectionSummary;
}

/** Asks before a connection is forgotten. */
export function RemoveConnectionDialog({ connection }: RemoveConnectionDialogProps) {
  const { t } = useTranslation();
  const { close } = usePopups();
  const toasts = useToasts();
  const removal = useRemoveConnection();
  const remove = (): void =>
    removal.mutate(connection.id, {
      onSuccess: ({ passwordRemoved }) => {
        const text = passwordRemoved ? t('connections.removal.done') : t('connections.removal.passwordLeft');
        toasts.show({ kind: 'message', text });
        close();
      },
    });
  return (
    <DialogFrame
      title={t('connections.removal.title')}
      context={<strong>{connection.name}</strong>}
      isBusy={removal.isPending}
      onClose={close}
      onSubmit={remove}
      actions={
        <>
          <SafeButton disabled={removal.isPending} onClick={close}>
            {t('app.cancel')}
          </SafeButton>
          <BusyButton type="submit" variant="contained" color="error" isBusy={removal.isPending}>
            {t('connections.remove')}
          </BusyButton>
        </>
      }
    >
      {removal.error !== null && <FailureNote {...errorText(t, removal.error)} />}
      <Note tone="warning">{t('connections.removal.text', { name: connection.name })}</Note>
    </DialogFrame>
  );
}
