import { useTranslation } from 'react-i18next';
import { useAcceptKeychainLoss } from '../api/appQueries.ts';
import { DialogButtons } from '../components/DialogButtons.tsx';
import { DialogFrame } from '../components/DialogFrame.tsx';
import { FailureNote } from '../components/FailureNote.tsx';
import { Note } from '../components/Note.tsx';
import { errorText } from '../i18n/errorText.ts';
import { usePopups } from '../shell/popups.ts';

/** Confirmation before the items that the keychain does not return are treated as lost. */
export function KeychainLossDialog() {
  const { t } = useTranslation();
  const { close } = usePopups();
  const acceptance = useAcceptKeychainLoss();
  return (
    <DialogFrame
      title={t('keychain.loss.title')}
      isBusy={acceptance.isPending}
      onClose={close}
      onSubmit={() => acceptance.mutate(undefined, { onSuccess: close })}
      actions={
        <DialogButtons submit={t('keychain.loss.confirm')} isBusy={acceptance.isPending} isDangerous onCancel={close} />
      }
    >
      {acceptance.error !== null && <FailureNote {...errorText(t, acceptance.error)} />}
      <Note tone="warning">{t('keychain.loss.text')}</Note>
    </DialogFrame>
  );
}
