import { useTranslation } from 'react-i18next';
import { usePermissions } from '../../api/keyQueries.ts';

/** Why the signed-in account may not do something, in words; `null` where it may or where that is not known yet. */
export interface Refusals {
  readonly create: string | null;
  readonly edit: string | null;
  readonly delete: string | null;
  readonly readSecret: string | null;
}

/** What the account of a connection may not do. The platform decides in the end; this only spares the attempt. */
export function useRefusals(connectionId: string): Refusals {
  const { t } = useTranslation();
  const { data } = usePermissions(connectionId);
  if (data === undefined) {
    return { create: null, edit: null, delete: null, readSecret: null };
  }
  const { username } = data.account;
  return {
    create: data.canCreate ? null : t('keys.notPermitted.create', { username }),
    edit: data.canEdit ? null : t('keys.notPermitted.edit', { username }),
    delete: data.canDelete ? null : t('keys.notPermitted.delete', { username }),
    readSecret: data.canReadSecret ? null : t('keys.notPermitted.readSecret', { username }),
  };
}
