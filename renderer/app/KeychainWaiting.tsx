import Portal from '@mui/material/Portal';
import Snackbar from '@mui/material/Snackbar';
import { useTranslation } from 'react-i18next';
import { useAppState, useCancelKeychain } from '../api/appQueries.ts';
import { BusyButton } from '../components/BusyButton.tsx';
import { ToastBox } from './ToastBox.tsx';

/** Props of {@link KeychainWaiting}. */
export interface KeychainWaitingProps {
  /** Place for messages in the open dialog; `null` if none is open. */
  readonly host: HTMLElement | null;
}

/**
 * Reports that the keychain has not responded yet, most likely because of a prompt, and lets the user continue without
 * it. Rendered in the open dialog, which hides everything else from the keyboard, or at the top of the window.
 */
export function KeychainWaiting({ host }: KeychainWaitingProps) {
  const { t } = useTranslation();
  const isWaiting = useAppState().data?.isWaitingForKeychain === true;
  const cancellation = useCancelKeychain();
  const message = (
    <ToastBox>
      <span>
        <strong>{t('keychain.waiting')}</strong> {t('keychain.waitingText')}
      </span>
      <BusyButton
        size="small"
        isBusy={cancellation.isPending}
        onClick={() => cancellation.mutate()}
        sx={(theme) => ({ color: theme.vars.palette.frame.toastAction, whiteSpace: 'nowrap', flexShrink: 0 })}
      >
        {t('keychain.goOn')}
      </BusyButton>
    </ToastBox>
  );
  if (host !== null) {
    return isWaiting && <Portal container={host}>{message}</Portal>;
  }
  return (
    <Snackbar open={isWaiting} anchorOrigin={{ vertical: 'top', horizontal: 'center' }}>
      {message}
    </Snackbar>
  );
}
