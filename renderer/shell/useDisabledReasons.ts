import { useTranslation } from 'react-i18next';
import { meansOffline } from '../../shared/model/offline.ts';
import { useKeys, usePermissions } from '../api/keyQueries.ts';

/** Why an action is unavailable, as text; `null` if it is available as far as is known. */
export interface DisabledReasons {
  readonly create: string | null;
  readonly edit: string | null;
  readonly delete: string | null;
  readonly readSecret: string | null;
}

/**
 * Unavailable actions on the keys of a connection: nothing can be changed while the list is not confirmed by the
 * installation, nor what the account may not do. The platform has the final say; this only saves the attempt.
 */
export function useDisabledReasons(connectionId: string): DisabledReasons {
  const { t } = useTranslation();
  const { data: permissions } = usePermissions(connectionId);
  const keys = useKeys(connectionId);
  const unconfirmed = meansOffline(keys.error?.code)
    ? t('keys.disabledReasons.offline')
    : keys.data === undefined || !keys.wasLive
      ? t('keys.disabledReasons.unconfirmed')
      : null;
  const disabledReason = (isAllowed: boolean | undefined, action: 'create' | 'edit' | 'delete' | 'readSecret') =>
    isAllowed === false ? t(`keys.notPermitted.${action}`, { username: permissions?.account.username ?? '' }) : null;
  return {
    create: unconfirmed ?? disabledReason(permissions?.canCreate, 'create'),
    edit: unconfirmed ?? disabledReason(permissions?.canEdit, 'edit'),
    delete: unconfirmed ?? disabledReason(permissions?.canDelete, 'delete'),
    // A cached secret is available without the installation.
    readSecret: disabledReason(permissions?.canReadSecret, 'readSecret'),
  };
}
