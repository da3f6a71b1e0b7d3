import { useTranslation } from 'react-i18next';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { useShortcut } from '../../components/shortcuts.ts';
import { useToasts } from '../../shell/toasts.ts';

/** The copy shortcut outside of the rows, which handle it first: copies from the one selected key, or says what is needed. */
export function useCopyShortcut(
  isActive: boolean,
  selected: readonly AuthenticationKey[],
  copyNext: (key: AuthenticationKey) => void,
): void {
  const { t } = useTranslation();
  const toasts = useToasts();
  const copy = (): void => {
    const [key] = selected;
    if (key !== undefined && selected.length === 1) {
      copyNext(key);
    } else {
      toasts.show({ kind: 'message', text: t('app.toasts.copyWhich') });
    }
  };
  useShortcut('C', isActive ? copy : null);
}
