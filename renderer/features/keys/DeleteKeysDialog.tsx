import type { TFunction } from 'i18next';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BulkReport, type BulkResult, isLeftOver } from '../../../shared/model/bulkChange.ts';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { useStopRun } from '../../api/bulkQueries.ts';
import { useConnection } from '../../api/connectionQueries.ts';
import { useDeleteKeys, useKeys } from '../../api/keyQueries.ts';
import { usePopups } from '../../app/popups.ts';
import { useToasts } from '../../app/toasts.ts';
import { BusyButton } from '../../components/BusyButton.tsx';
import { ConnectionNameText } from '../../components/ConnectionNameText.tsx';
import { DialogFrame } from '../../components/DialogFrame.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Note } from '../../components/Note.tsx';
import { SafeButton } from '../../components/SafeButton.tsx';
import { errorText } from '../../i18n/errorText.ts';
import { AccountImpactList } from './AccountImpactList.tsx';
import { BulkOutcomeNote } from './BulkOutcomeNote.tsx';
import { BulkProgress } from './BulkProgress.tsx';
import { deletionImpact } from './deletionImpact.ts';

const NO_KEYS: readonly AuthenticationKey[] = [];

/** Props of {@link DeleteKeysDialog}. */
export interface DeleteKeysDialogProps {
  readonly connectionId: string;
  readonly keyIds: readonly string[];
  readonly onResults: (results: readonly BulkResult[]) => void;
}

/** Asks before keys are deleted, and says which accounts lose what. Stays open with what could not be deleted. */
export function DeleteKeysDialog({ connectionId, keyIds, onResults }: DeleteKeysDialogProps) {
  const { t } = useTranslation();
  const { close } = usePopups();
  const toasts = useToasts();
  const connection = useConnection(connectionId);
  const keys = useKeys(connectionId).data?.items ?? NO_KEYS;
  const deletion = useDeleteKeys(connectionId);
  const stop = useStopRun();
  const [report, setReport] = useState<BulkReport | null>(null);
  /** What is still to be deleted: everything at first, then what is left. */
  const [remaining, setRemaining] = useState(keyIds);
  const byId = useMemo(() => new Map(keys.map((key) => [key.id, key])), [keys]);
  /** The keys as they were when the deletion began: those that are gone are still to be named. */
  const [named, setNamed] = useState(byId);
  const impacts = useMemo(() => deletionImpact(keys, new Set(remaining), Date.now()), [keys, remaining]);

  const losing = impacts.filter(({ outcome }) => outcome === 'losesAccess').length;

  const remove = (): void => {
    if (deletion.isPending) {
      return;
    }
    setNamed(byId);
    // A key that has left the list is named too: main says what became of it.
    const chosen = remaining.map((id) => ({ id, version: byId.get(id)?.version ?? 0 }));
    deletion.mutate(chosen, {
      onSuccess: (outcome) => {
        onResults(outcome.results);
        const left = outcome.results.filter(isLeftOver);
        const text = deletedText(t, outcome.results);
        if (text !== '') {
          toasts.show({ kind: 'message', text });
        }
        if (left.length === 0) {
          close();
        } else {
          setReport(outcome);
          setRemaining(left.map(({ id }) => id));
        }
      },
    });
  };

  return (
    <DialogFrame
      title={t('keys.deletion.title')}
      context={
        <>
          {t('keys.deletion.connection')} {connection && <ConnectionNameText connection={connection} />}
          {` · ${t('keys.count', { count: remaining.length })}`}
        </>
      }
      isBusy={deletion.isPending}
      onClose={close}
      onSubmit={remove}
      actions={
        <>
          <SafeButton onClick={() => (deletion.isPending ? stop.mutate() : close())}>
            {deletion.isPending ? t('keys.deletion.stop') : report === null ? t('app.cancel') : t('app.close')}
          </SafeButton>
          <BusyButton type="submit" variant="contained" color="error" isBusy={deletion.isPending}>
            {t(report === null ? 'keys.deletion.confirm' : 'keys.deletion.retry', { count: remaining.length })}
          </BusyButton>
        </>
      }
    >
      {report !== null && !deletion.isPending && <BulkOutcomeNote report={report} keys={named} />}
      <Note
        tone={losing > 0 ? 'error' : 'warning'}
        title={impacts.length === 0 ? undefined : t('keys.deletion.losing', { losing, count: impacts.length })}
      >
        {t('keys.deletion.warning')}
      </Note>
      {deletion.error !== null && <FailureNote {...errorText(t, deletion.error)} />}
      {deletion.isPending && <BulkProgress />}
      <AccountImpactList impacts={impacts} />
    </DialogFrame>
  );
}

/** What has left the list, in words; empty when nothing has. */
function deletedText(t: TFunction, results: readonly BulkResult[]): string {
  const deleted = results.filter(({ outcome }) => outcome === 'done').length;
  const gone = results.filter(({ outcome }) => outcome === 'missing').length;
  const goneText =
    deleted > 0 ? t('keys.deletion.gone', { count: gone }) : t('keys.deletion.alreadyGone', { count: gone });
  return [deleted > 0 ? t('keys.deletion.done', { count: deleted }) : null, gone > 0 ? goneText : null]
    .filter((part) => part !== null)
    .join(' · ');
}
