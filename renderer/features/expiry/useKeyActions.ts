import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type AuthenticationKey, keyStatus, referenceTo } from '../../../shared/model/key.ts';
import { useRotatingKeys } from '../../api/rotationQueries.ts';
import type { MenuAction } from '../../components/ActionMenu.tsx';
import { usePopups } from '../../shell/popups.ts';
import { useDisabledReasons } from '../../shell/useDisabledReasons.ts';

/** The actions of the page. */
export interface KeyActions {
  /** Opens the properties of a key. */
  readonly open: (key: AuthenticationKey) => void;
  /** All actions on a key and its account, in the order of a menu. */
  readonly of: (key: AuthenticationKey) => readonly MenuAction[];
}

/** The actions on the keys of a connection: each leads to its dialog. */
export function useKeyActions(connectionId: string): KeyActions {
  const { t } = useTranslation();
  const { open } = usePopups();
  const { create, edit, readSecret } = useDisabledReasons(connectionId);
  const rotating = useRotatingKeys(connectionId);
  return useMemo(() => {
    const openKey = (key: AuthenticationKey): void =>
      open({ kind: 'keyProperties', connectionId, shown: referenceTo(key), createdFor: null });
    const rotation = (key: AuthenticationKey): MenuAction => {
      const current = rotating.get(key.token);
      if (current !== undefined) {
        const run = () => open({ kind: 'rotations', connectionId, ids: [current.id] });
        return { label: t('rotation.openOne'), disabledReason: null, run };
      }
      return {
        label: t('rotation.action'),
        disabledReason: create ?? edit ?? readSecret ?? obstacleTo(key),
        run: () => open({ kind: 'rotateKeys', connectionId, chosen: [referenceTo(key)] }),
      };
    };
    const obstacleTo = (key: AuthenticationKey): string | null => {
      const obstacle = keyStatus(key, Date.now()).kind === 'expired' ? 'expired' : key.accountProblem;
      return obstacle === null ? null : t(`rotation.obstacles.${obstacle}`);
    };
    return {
      open: openKey,
      of: (key) => [
        { label: t('expiry.menu.properties'), disabledReason: null, run: () => openKey(key) },
        {
          label: t('expiry.menu.extend'),
          disabledReason: edit,
          run: () => open({ kind: 'setExpiry', connectionId, chosen: [referenceTo(key)], onResults: () => {} }),
        },
        rotation(key),
        {
          label: t('expiry.menu.newKey'),
          disabledReason: create,
          run: () => open({ kind: 'newKey', connectionId, username: key.username }),
        },
      ],
    };
  }, [t, open, connectionId, create, edit, readSecret, rotating]);
}
