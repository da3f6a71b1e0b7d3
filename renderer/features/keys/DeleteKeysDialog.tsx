import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeleteKeys, useTakeOutDeleted } from '../../api/bulkQueries.ts';
import { usePopups } from '../../app/popups.ts';
import { Note } from '../../components/Note.tsx';
import { ReasonTooltip } from '../../components/ReasonTooltip.tsx';
import { AccountImpactList } from './AccountImpactList.tsx';
import { BulkDialog } from './BulkDialog.tsx';
import { deletionImpact, isCountTyped, losingAccounts, MOST_WITHOUT_COUNT } from './deletionImpact.ts';
import { type BulkDialogProps, useBulkDialog } from './useBulkDialog.ts';
import { useRefusals } from './useRefusals.ts';

/**
 * Asks before keys are deleted, and says which accounts lose what. Where that is much, the number of keys has to be typed.
 * Stays open with what could not be deleted.
 */
export function DeleteKeysDialog(props: BulkDialogProps) {
  const { connectionId, onResults } = props;
  const { t } = useTranslation();
  const { open } = usePopups();
  const refusals = useRefusals(connectionId);
  const dialog = useBulkDialog(props, useDeleteKeys(connectionId), 'delete', useTakeOutDeleted(connectionId));
  const { keys, byId, remaining, report, isPending } = dialog;
  const [typed, setTyped] = useState('');
  const impacts = useMemo(() => deletionImpact(keys, new Set(remaining), Date.now()), [keys, remaining]);

  const losing = losingAccounts(impacts);
  const total = remaining.length;
  // Who has typed it once knows what is being tried again.
  const asksForCount = report === null && (losing > 0 || total > MOST_WITHOUT_COUNT);
  const isConfirmed = !asksForCount || isCountTyped(typed, total);

  return (
    <BulkDialog
      connectionId={connectionId}
      kind="delete"
      title={t('bulk.delete.title')}
      scope={t('keys.count', { count: total })}
      state={dialog}
      confirm={t(report === null ? 'bulk.delete.confirm' : 'bulk.retry', { count: total })}
      tone="error"
      refusal={isConfirmed ? null : t('bulk.delete.typeFirst', { total })}
      // A key that has left the list is named too: main says what became of it.
      onConfirm={() => dialog.run(remaining.map((id) => ({ id, version: byId.get(id)?.version ?? 0 })))}
    >
      <Note
        tone={losing > 0 ? 'error' : 'warning'}
        title={impacts.length === 0 ? undefined : t('bulk.impact.losing', { losing, count: impacts.length })}
      >
        {t('bulk.delete.warning')}
      </Note>
      <AccountImpactList impacts={impacts} />
      {!isPending && (
        <Note
          tone="neutral"
          action={
            <ReasonTooltip reason={refusals.edit}>
              <Button
                size="small"
                disabled={refusals.edit !== null}
                onClick={() => open({ kind: 'retireKeys', connectionId, keyIds: remaining, onResults })}
              >
                {t('bulk.delete.retireInstead')}
              </Button>
            </ReasonTooltip>
          }
        >
          {t('bulk.delete.retireText')}
        </Note>
      )}
      {asksForCount && !isPending && (
        <TextField
          size="small"
          label={t('bulk.delete.typeCount', { total })}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          slotProps={{ htmlInput: { inputMode: 'numeric', autoComplete: 'off' } }}
        />
      )}
    </BulkDialog>
  );
}
