import { useTranslation } from 'react-i18next';
import { type AuthenticationKey, referenceTo } from '../../../../shared/model/key.ts';
import { useShortcut } from '../../../components/shortcuts.ts';
import { usePopups } from '../../../shell/popups.ts';
import { useToasts } from '../../../shell/toasts.ts';

/**
 * The hand-over shortcut outside of the rows, which handle it first: hands over the one selected key, or says what is
 * needed.
 * @returns what the shortcut does in a row.
 */
export function useHandOverCommand(
  connectionId: string,
  selected: readonly AuthenticationKey[],
): (key: AuthenticationKey) => void {
  const { t } = useTranslation();
  const { popup, open } = usePopups();
  const toasts = useToasts();
  const handOver = (key: AuthenticationKey): void =>
    open({ kind: 'handOver', connectionId, shown: referenceTo(key), isFromProperties: false });
  const handOverSelected = (): void => {
    const [key] = selected;
    if (key !== undefined && selected.length === 1) {
      handOver(key);
    } else {
      toasts.show({ kind: 'message', text: t('handOver.which') });
    }
  };
  useShortcut('H', popup === null ? handOverSelected : null);
  return handOver;
}
