import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  confirmationOf,
  deletionImpact,
  isConfirmedBy,
  losingAccounts,
  MAX_UNCONFIRMED,
} from '../../../../shared/model/deletionImpact.ts';
import { useDeleteKeys } from '../../../api/bulkQueries.ts';
import { AccountImpactList } from '../../../components/AccountImpactList.tsx';
import { ImpactNote } from '../../../components/ImpactNote.tsx';
import { Note } from '../../../components/Note.tsx';
import { ReasonTooltip } from '../../../components/ReasonTooltip.tsx';
import { useNow } from '../../../components/useNow.ts';
import { isolated } from '../../../i18n/isolated.ts';
import { usePopups } from '../../../shell/popups.ts';
import { useDisabledReasons } from '../../../shell/useDisabledReasons.ts';
import { BulkDialog } from './BulkDialog.tsx';
import { type BulkDialogProps, useBulkDialog } from './useBulkDialog.ts';

/** Interval between checks for keys that have expired in the meantime, in milliseconds. */
const RENEWAL_MS = 10_000;

/**
 * Confirmation before keys are deleted, with the effect on each account. If the effect is large, the user has to type
 * the user name (one key) or the number of keys. Stays open with the keys that could not be deleted.
 */
export function DeleteKeysDialog(props: BulkDialogProps) {
  const { connectionId } = props;
  const { t } = useTranslation();
  const { open } = usePopups();
  const disabledReasons = useDisabledReasons(connectionId);
  const dialog = useBulkDialog(props, useDeleteKeys(connectionId), 'delete');
  const { keys, accountStates, byId, remaining, report, isPending } = dialog;
  const now = useNow(RENEWAL_MS);
  const [typed, setTyped] = useState('');
  const impacts = useMemo(() => {
    const deletedIds = new Set(remaining.map(({ id }) => id).filter((id) => byId.has(id)));
    return deletionImpact(keys, deletedIds, now, accountStates);
  }, [keys, accountStates, byId, remaining, now]);

  const total = remaining.length;
  const missing = remaining.filter(({ id }) => !byId.has(id)).length;
  const canDisable = remaining.some(({ id }) => Date.parse(byId.get(id)?.expirationDate ?? '') > now);
  // Typed once, it is not asked again for a retry.
  const asks = report === null && (losingAccounts(impacts) > 0 || total > MAX_UNCONFIRMED);
  const confirmation = confirmationOf(impacts, total);
  const isConfirmed = !asks || isConfirmedBy(typed, confirmation);
  const isName = confirmation.kind === 'name';

  return (
    <BulkDialog
      connectionId={connectionId}
      kind="delete"
      title={t('bulk.delete.title')}
      scope={t('keys.count', { count: total })}
      state={dialog}
      confirm={t(report === null ? 'bulk.delete.confirm' : 'bulk.retry', { count: total })}
      tone="error"
      disabledReason={
        isConfirmed ? null : t(isName ? 'bulk.delete.typeNameFirst' : 'bulk.delete.typeCountFirst', { total })
      }
      // Keys no longer in the list are included: main reports their outcome.
      onConfirm={() =>
        dialog.run(remaining.map(({ id, token }) => ({ id, token, version: byId.get(id)?.version ?? 0 })))
      }
    >
      <ImpactNote impacts={impacts}>
        {missing > 0 && <div>{t('bulk.impact.missing', { count: missing })}</div>}
        <div>{t('bulk.delete.warning')}</div>
      </ImpactNote>
      <AccountImpactList impacts={impacts} />
      {canDisable && !isPending && (
        <Note
          tone="neutral"
          action={
            <ReasonTooltip reason={disabledReasons.edit}>
              <Button
                size="small"
                disabled={disabledReasons.edit !== null}
                onClick={() => open({ ...props, kind: 'disableKeys', chosen: remaining })}
              >
                {t('bulk.delete.disableInstead')}
              </Button>
            </ReasonTooltip>
          }
        >
          {t('bulk.delete.disableText')}
        </Note>
      )}
      {asks && !isPending && (
        <TextField
          size="small"
          label={t(isName ? 'bulk.delete.typeName' : 'bulk.delete.typeCount', { text: isolated(confirmation.text) })}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          slotProps={{
            htmlInput: { inputMode: isName ? 'text' : 'numeric', autoComplete: 'off', spellCheck: false },
          }}
        />
      )}
    </BulkDialog>
  );
}
