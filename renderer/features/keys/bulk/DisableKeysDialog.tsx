import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { deletionImpact } from '../../../../shared/model/deletionImpact.ts';
import { type DisableReport, useDisableKeys } from '../../../api/disabledQueries.ts';
import { AccountImpactList } from '../../../components/AccountImpactList.tsx';
import { ImpactNote } from '../../../components/ImpactNote.tsx';
import { useNow } from '../../../components/useNow.ts';
import { BulkDialog } from './BulkDialog.tsx';
import { type BulkDialogProps, useBulkDialog } from './useBulkDialog.ts';
import { useRestore } from './useRestore.ts';

/** Interval between checks for keys that have expired in the meantime, in milliseconds. */
const RENEWAL_MS = 10_000;

/** Confirmation before keys are disabled (they stop working at once), with the effect on each account. */
export function DisableKeysDialog(props: BulkDialogProps) {
  const { connectionId, origin } = props;
  const { t } = useTranslation();
  const restore = useRestore(connectionId);
  const now = useNow(RENEWAL_MS);
  const offerToRestore = ({ batchId }: DisableReport) =>
    batchId === null ? undefined : { label: t('bulk.disable.restore'), run: () => restore(batchId) };
  const dialog = useBulkDialog(props, useDisableKeys(connectionId, origin), 'disable', offerToRestore);
  const { keys, accountStates, byId, remaining, report } = dialog;
  const chosen = useMemo(() => remaining.flatMap(({ id }) => byId.get(id) ?? []), [remaining, byId]);
  // An expired key would get a later expiry, as if it had worked until now.
  const working = useMemo(() => chosen.filter((key) => Date.parse(key.expirationDate) > now), [chosen, now]);
  const impacts = useMemo(
    () => deletionImpact(keys, new Set(working.map(({ id }) => id)), now, accountStates),
    [keys, accountStates, working, now],
  );
  const count = working.length;
  const expired = chosen.length - count;
  const expiredText = t('bulk.disable.alreadyExpired', { count: expired });

  const disable = (): void => dialog.run(working.map(({ id, token, version }) => ({ id, token, version })));

  return (
    <BulkDialog
      connectionId={connectionId}
      kind="setExpiry"
      title={t('bulk.disable.title')}
      scope={t('keys.count', { count })}
      state={dialog}
      confirm={t(report === null ? 'bulk.disable.confirm' : 'bulk.retry', { count })}
      tone="error"
      disabledReason={count === 0 ? expiredText : null}
      onConfirm={disable}
    >
      <ImpactNote impacts={impacts}>
        {count > 0 && <div>{t('bulk.disable.warning', { count })}</div>}
        {expired > 0 && <div>{expiredText}</div>}
      </ImpactNote>
      <AccountImpactList impacts={impacts} />
    </BulkDialog>
  );
}
