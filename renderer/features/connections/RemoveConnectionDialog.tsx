import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import { useAdoptedKeys } from '../../api/adoptedKeyQueries.ts';
import { useAppState } from '../../api/appQueries.ts';
import { useActiveConnection, useRemoveConnection } from '../../api/connectionQueries.ts';
import { useKeyNotes } from '../../api/noteQueries.ts';
import { ConnectionNameText } from '../../components/ConnectionNameText.tsx';
import { DialogButtons } from '../../components/DialogButtons.tsx';
import { DialogFrame } from '../../components/DialogFrame.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Note } from '../../components/Note.tsx';
import { errorText } from '../../i18n/errorText.ts';
import { retentionText } from '../../i18n/keychainTexts.ts';
import { usePopups } from '../../shell/popups.ts';
import { useToasts } from '../../shell/toasts.ts';

/** Props of {@link RemoveConnectionDialog}. */
export interface RemoveConnectionDialogProps {
  readonly connection: ConnectionSummary;
}

/** Confirmation before a connection is removed. */
export function RemoveConnectionDialog({ connection }: RemoveConnectionDialogProps) {
  const { t } = useTranslation();
  const { close } = usePopups();
  const toasts = useToasts();
  const removal = useRemoveConnection();
  const retention = retentionText(t, useAppState().data);
  const notes = useKeyNotes(connection.id).notes.size;
  const adopted = useAdoptedKeys(connection.id).length;
  const isActive = useActiveConnection()?.id === connection.id;
  // Awaits the promise instead of a callback: this dialog may be unmounted with the connection before the response
  // arrives.
  const remove = async (): Promise<void> => {
    const { passwordRemoved, cachedSecretsLeft, listRemoved } = await removal.mutateAsync(connection.id);
    const parts = [
      t('connections.removal.done'),
      passwordRemoved ? null : t('connections.removal.passwordLeft'),
      listRemoved ? null : t('connections.removal.listLeft'),
      cachedSecretsLeft === 0 ? null : t('keychain.left', { count: cachedSecretsLeft }),
      isActive ? t('connections.removal.switched') : null,
    ].filter((part) => part !== null);
    toasts.show({ kind: 'message', text: parts.join(' · ') });
    close();
  };
  return (
    <DialogFrame
      title={t('connections.removal.title')}
      context={<ConnectionNameText connection={connection} />}
      isBusy={removal.isPending}
      onClose={close}
      onSubmit={() => void remove().catch(() => undefined)}
      actions={
        <DialogButtons submit={t('connections.remove')} isBusy={removal.isPending} isDangerous onCancel={close} />
      }
    >
      {removal.error !== null && <FailureNote {...errorText(t, removal.error)} />}
      <Note tone="warning">
        {t('connections.removal.text', { name: connection.name })}
        {retention !== null && <div>{retention}</div>}
        {notes > 0 && <div>{t('connections.removal.notes', { count: notes })}</div>}
        {adopted > 0 && <div>{t('connections.removal.adopted', { count: adopted })}</div>}
        {isActive && <div>{t('connections.removal.switches')}</div>}
      </Note>
    </DialogFrame>
  );
}
