import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { KeyReference } from '../../../../shared/model/key.ts';
import { ReasonTooltip } from '../../../components/ReasonTooltip.tsx';
import { ariaShortcut, shortcutText, useShortcut } from '../../../components/shortcuts.ts';
import { usePopups } from '../../../shell/popups.ts';

/** Props of {@link HandOverButton}. */
export interface HandOverButtonProps {
  readonly connectionId: string;
  readonly shown: KeyReference;
  /** Whether the key is gone. */
  readonly isGone: boolean;
  /** Whether there are changes, which would be lost. */
  readonly isChanged: boolean;
}

/** Opens the dialog with which a key is handed over; closing that returns here. */
export function HandOverButton({ connectionId, shown, isGone, isChanged }: HandOverButtonProps) {
  const { t } = useTranslation();
  const { open } = usePopups();
  const isDisabled = isGone || isChanged;
  const handOver = (): void => open({ kind: 'handOver', connectionId, shown, isFromProperties: true });
  useShortcut('H', isDisabled ? null : handOver);
  return (
    <ReasonTooltip reason={isChanged && !isGone ? t('handOver.saveFirst') : null}>
      <Button
        size="small"
        color="primary"
        title={`${t('handOver.openHint')} (${shortcutText('H')})`}
        aria-keyshortcuts={ariaShortcut('H')}
        disabled={isDisabled}
        onClick={handOver}
      >
        {t('handOver.open')}
      </Button>
    </ReasonTooltip>
  );
}
