import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type AuthenticationKey, referenceTo } from '../../../shared/model/key.ts';
import { usePopups } from '../../shell/popups.ts';
import { useDisabledReasons } from '../../shell/useDisabledReasons.ts';

/** An action on a key or its account. */
interface KeyAction {
  readonly label: string;
  /** Why it is unavailable, or `null`. */
  readonly disabledReason: string | null;
  readonly run: () => void;
}

/** The actions of the page. */
export interface KeyActions {
  /** Opens the properties of a key. */
  readonly open: (key: AuthenticationKey) => void;
  /** All actions on a key and its account, in the order of a menu. */
  readonly of: (key: AuthenticationKey) => readonly KeyAction[];
}

/** The actions on the keys of a connection: each leads to its dialog. */
export function useKeyActions(connectionId: string): KeyActions {
  const { t } = useTranslation();
  const { open } = usePopups();
  const { create, edit } = useDisabledReasons(connectionId);
  return useMemo(() => {
    const openKey = (key: AuthenticationKey): void =>
      open({ kind: 'keyProperties', connectionId, shown: referenceTo(key), createdFor: null });
    return {
      open: openKey,
      of: (key) => [
        { label: t('expiry.menu.properties'), disabledReason: null, run: () => openKey(key) },
        {
          label: t('expiry.menu.extend'),
          disabledReason: edit,
          run: () => open({ kind: 'setExpiry', connectionId, chosen: [referenceTo(key)], onResults: () => {} }),
        },
        {
          label: t('expiry.menu.newKey'),
          disabledReason: create,
          run: () => open({ kind: 'newKey', connectionId, username: key.username }),
        },
      ],
    };
  }, [t, open, connectionId, create, edit]);
}
