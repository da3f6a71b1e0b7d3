import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { type KeyReference, referenceTo } from '../../../../shared/model/key.ts';
import { usePlainKey } from '../../../components/shortcuts.ts';
import { usePages } from '../../../shell/pages.ts';
import { usePopups } from '../../../shell/popups.ts';

/** Props of {@link CheckRequestButton}. */
export interface CheckRequestButtonProps {
  readonly connectionId: string;
  readonly shown: KeyReference;
  readonly isDisabled: boolean;
}

/** Leads from a key to the page that says why a request with it is rejected; also with `?`. */
export function CheckRequestButton({ connectionId, shown, isDisabled }: CheckRequestButtonProps) {
  const { t } = useTranslation();
  const { close } = usePopups();
  const { goTo } = usePages();
  const leave = (): void => {
    close();
    goTo('doctor', { connectionId, key: referenceTo(shown) });
  };
  usePlainKey('?', isDisabled ? null : leave);
  return (
    <Button
      variant="text"
      title={t('doctor.openHint')}
      aria-keyshortcuts="?"
      disabled={isDisabled}
      onClick={leave}
      sx={{ marginRight: 'auto' }}
    >
      {t('doctor.open')}
    </Button>
  );
}
