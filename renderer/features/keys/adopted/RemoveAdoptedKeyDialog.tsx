import { useTranslation } from 'react-i18next';
import type { AdoptedKey } from '../../../../shared/model/adoptedKey.ts';
import { useRemoveAdoptedKey } from '../../../api/adoptedKeyQueries.ts';
import { DialogButtons } from '../../../components/DialogButtons.tsx';
import { DialogFrame } from '../../../components/DialogFrame.tsx';
import { FailureNote } from '../../../components/FailureNote.tsx';
import { Note } from '../../../components/Note.tsx';
import { errorText } from '../../../i18n/errorText.ts';
import { isolated } from '../../../i18n/isolated.ts';
import { usePopups } from '../../../shell/popups.ts';
import { useToasts } from '../../../shell/toasts.ts';

/** Props of {@link RemoveAdoptedKeyDialog}. */
export interface RemoveAdoptedKeyDialogProps {
  readonly connectionId: string;
  readonly removed: AdoptedKey;
}

/** Confirmation before an adopted key is removed: says what is lost. */
export function RemoveAdoptedKeyDialog({ connectionId, removed }: RemoveAdoptedKeyDialogProps) {
  const { t } = useTranslation();
  const { close } = usePopups();
  const toasts = useToasts();
  const removal = useRemoveAdoptedKey();
  const remove = (): void =>
    removal.mutate(
      { connectionId, token: removed.token },
      {
        onSuccess: ({ secretRemoved }) => {
          const parts = [t('adopted.removal.done'), ...(secretRemoved ? [] : [t('adopted.removal.secretLeft')])];
          toasts.show({ kind: 'message', text: parts.join(' · ') });
          close();
        },
      },
    );
  return (
    <DialogFrame
      title={t('adopted.removal.title')}
      context={removed.token}
      isBusy={removal.isPending}
      onClose={close}
      onSubmit={remove}
      actions={<DialogButtons submit={t('adopted.remove')} isBusy={removal.isPending} isDangerous onCancel={close} />}
    >
      {removal.error !== null && <FailureNote {...errorText(t, removal.error)} />}
      <Note tone="warning">{t('adopted.removal.text', { label: isolated(removed.label) })}</Note>
    </DialogFrame>
  );
}
