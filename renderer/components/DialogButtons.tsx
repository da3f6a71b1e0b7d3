import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { BusyButton } from './BusyButton.tsx';
import { SafeButton } from './SafeButton.tsx';

/** Props of {@link DialogButtons}. */
export interface DialogButtonsProps {
  /** Label of the button that submits. */
  readonly submit: string;
  /** True while the request is pending. */
  readonly isBusy: boolean;
  /** Whether submitting cannot be undone: Cancel then has the initial focus. */
  readonly isDangerous?: boolean;
  readonly onCancel: () => void;
}

/** The buttons of a dialog: Cancel, and the one that submits. */
export function DialogButtons({ submit, isBusy, isDangerous = false, onCancel }: DialogButtonsProps) {
  const { t } = useTranslation();
  const CancelButton = isDangerous ? SafeButton : Button;
  return (
    <>
      <CancelButton variant="outlined" disabled={isBusy} onClick={onCancel}>
        {t('app.cancel')}
      </CancelButton>
      <BusyButton type="submit" variant="contained" color={isDangerous ? 'error' : 'primary'} isBusy={isBusy}>
        {submit}
      </BusyButton>
    </>
  );
}
