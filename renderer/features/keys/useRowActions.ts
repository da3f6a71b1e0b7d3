import { useTranslation } from 'react-i18next';
import { type AuthenticationKey, referenceTo } from '../../../shared/model/key.ts';
import type { MenuAction } from '../../components/ActionMenu.tsx';
import { DELETE_SHORTCUT, shownShortcut } from '../../components/shortcuts.ts';
import { usePopups } from '../../shell/popups.ts';
import { useDisabledReasons } from '../../shell/useDisabledReasons.ts';
import type { useCopy } from './editor/useCopy.ts';
import { useKeyTest } from './test/useKeyTest.ts';

/** The items of the menu of a row, which is about its key alone, whatever is selected. */
export function useRowActions(
  connectionId: string,
  copy: ReturnType<typeof useCopy>,
): (key: AuthenticationKey) => readonly MenuAction[] {
  const { t } = useTranslation();
  const { open } = usePopups();
  const reasons = useDisabledReasons(connectionId);
  const testKey = useKeyTest(connectionId);
  return (key) => {
    const shown = referenceTo(key);
    // What a run leaves undone is not selected: it was not chosen in the list.
    const change = (kind: 'setExpiry' | 'deleteKeys') => () =>
      open({ kind, connectionId, chosen: [shown], onResults: () => {} });
    return [
      {
        label: t('keys.open'),
        shortcut: { text: 'Enter', aria: 'Enter' },
        disabledReason: null,
        run: () => open({ kind: 'keyProperties', connectionId, shown, createdFor: null }),
      },
      {
        label: t('keys.copyToken'),
        shortcut: shownShortcut('C'),
        disabledReason: null,
        run: () => void copy.token(key),
      },
      {
        label: t('keys.properties.copySecret'),
        disabledReason: reasons.readSecret,
        run: () => void copy.secret(key),
      },
      {
        label: t('handOver.open'),
        shortcut: shownShortcut('H'),
        disabledReason: null,
        run: () => open({ kind: 'handOver', connectionId, shown, isFromProperties: false }),
      },
      {
        label: t('keyTest.test'),
        shortcut: shownShortcut('T'),
        disabledReason: reasons.readSecret,
        run: () => testKey(key),
      },
      { label: t('bulk.actions.setExpiry'), disabledReason: reasons.edit, run: change('setExpiry') },
      {
        label: t('keys.delete'),
        shortcut: DELETE_SHORTCUT,
        disabledReason: reasons.delete,
        run: change('deleteKeys'),
      },
    ];
  };
}
