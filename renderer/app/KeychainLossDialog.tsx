import { useTranslation } from 'react-i18next';
import { useAcceptKeychainLoss } from '../api/appQueries.ts';
import { BusyButton } from '../components/BusyButton.tsx';
import { DialogFrame } from '../components/DialogFrame.tsx';
import { FailureNote } from '../components/FailureNote.tsx';
import { Note } from '../components/Note.tsx';
import { SafeButton } from '../components/SafeButton.tsx';
import { errorText } from '../i18n/errorText.ts';
import { usePopups } from '../shell/popups.ts';

/** Confirmation before the items that the keychain refuses are treated as lost. */
export function KeychainLossDialog() {
  const { t } = useTranslation();
  const { close } = usePopups();
  const acceptance = useAcceptKeychainLoss();
  return (
    <DialogFrame
      title={t('keychain.loss.title')}
      context={null}
      isBusy={acceptance.isPending}
      onClose={close}
      onSubmit={() => acceptance.mutate(undefined, { onSuccess: close })}
      actions={
        <>
          <SafeButton disabled={acceptance.isPending} onClick={close}>
            {t('app.cancel')}
          </SafeButton>
          <BusyButton type="submit" variant="contained" color="error" isBusy={acceptance.isPending}>
            {t('keychain.loss.confirm')}
          </BusyButton>
        </>
      }
    >
      {acceptance.error !== null && <FailureNote {...errorText(t, acceptance.error)} />}
      <Note tone="warning">{t('keychain.loss.text')}</Note>
    </DialogFrame>
  );
}
