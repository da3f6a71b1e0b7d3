import Button from '@mui/material/Button';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isLeftOver } from '../../../../shared/model/bulkChange.ts';
import { type DisabledBatch, quietKeys } from '../../../../shared/model/disabledBatch.ts';
import { DAY_MS } from '../../../../shared/model/instant.ts';
import { type AuthenticationKey, isSameKey } from '../../../../shared/model/key.ts';
import { useDisabledBatches, useQuietDays } from '../../../api/disabledQueries.ts';
import { BusyButton } from '../../../components/BusyButton.tsx';
import { Note } from '../../../components/Note.tsx';
import { ReasonTooltip } from '../../../components/ReasonTooltip.tsx';
import { useFormat } from '../../../i18n/format.ts';
import { usePopups } from '../../../shell/popups.ts';
import { useDisabledReasons } from '../../../shell/useDisabledReasons.ts';
import { BulkOutcomeNote, type NamedKey } from './BulkOutcomeNote.tsx';
import { type Restoration, useDisabledKeys } from './disabledBatches.ts';
import { keysWithIds } from './keysWithIds.ts';
import { useRestore } from './useRestore.ts';

/** How long after it was disabled a batch is shown above the list without being asked for, in milliseconds. */
const RECENT_MS = DAY_MS;

/** Props of {@link DisabledKeys}. */
export interface DisabledKeysProps {
  readonly connectionId: string;
  /** All keys of the connection, used to name those that were not restored. */
  readonly keys: readonly AuthenticationKey[];
  readonly now: number;
}

/**
 * Notes about keys that were disabled recently, or long enough ago to be deleted, until each is closed; all batches are in the
 * dialog "Disabled keys". Memoized like `QuickFilters`.
 */
export const DisabledKeys = memo(function DisabledKeys({ connectionId, keys, now }: DisabledKeysProps) {
  const known = useDisabledBatches(connectionId);
  const days = useQuietDays(connectionId);
  const { restorations, closed } = useDisabledKeys();
  const batches = known?.batches;
  const shown = useMemo(() => {
    if (batches === undefined || batches.length === 0) {
      return [];
    }
    const byId = keysWithIds(keys, new Set(batches.flatMap((batch) => batch.keys.map(({ id }) => id))));
    return batches
      .map((batch) => ({ batch, quiet: quietKeys(batch, byId, now, days) }))
      .filter(({ batch, quiet }) => quiet.length > 0 || now - Date.parse(batch.at) < RECENT_MS);
  }, [batches, keys, now, days]);
  const reports = [...restorations.values()].filter(({ batch }) => batch.connectionId === connectionId);
  return (
    <>
      {reports.map((restoration) => (
        <RestorationNote key={restoration.batch.id} restoration={restoration} keys={keys} />
      ))}
      {shown
        .filter(({ batch }) => !closed.has(batch.id))
        .map(({ batch, quiet }) => (
          <DisabledKeysNote key={batch.id} batch={batch} quiet={quiet} days={days ?? 0} />
        ))}
    </>
  );
});

/** What a restoration has left undone. */
function RestorationNote(props: { readonly restoration: Restoration; readonly keys: readonly AuthenticationKey[] }) {
  const { batch, report } = props.restoration;
  const { t } = useTranslation();
  const { close } = useDisabledKeys();
  const named = useMemo(() => namesOf(batch, props.keys), [batch, props.keys]);
  return report === null ? null : (
    <BulkOutcomeNote
      kind="setExpiry"
      title={t('bulk.disable.notRestored', { count: report.results.filter(isLeftOver).length })}
      report={report}
      keys={named}
      action={
        <Button size="small" onClick={() => close(batch.id)}>
          {t('app.close')}
        </Button>
      }
    />
  );
}

function DisabledKeysNote(props: {
  readonly batch: DisabledBatch;
  readonly quiet: readonly AuthenticationKey[];
  readonly days: number;
}) {
  const { batch, quiet, days } = props;
  const { id, connectionId, at } = batch;
  const { t } = useTranslation();
  const format = useFormat();
  const { open } = usePopups();
  const { restorations, close } = useDisabledKeys();
  const restore = useRestore(connectionId);
  const disabledReasons = useDisabledReasons(connectionId);
  const isRestoring = restorations.get(id)?.isRunning === true;
  return (
    <Note
      tone="accent"
      title={t('bulk.disable.doneAt', { count: batch.keys.length, when: format.dateTime(at) })}
      action={
        <>
          {quiet.length > 0 && (
            <ReasonTooltip reason={disabledReasons.delete}>
              <Button
                size="small"
                disabled={disabledReasons.delete !== null || isRestoring}
                onClick={() => open({ kind: 'deleteKeys', connectionId, chosen: quiet, onResults: () => undefined })}
              >
                {t('bulk.disable.delete')}
              </Button>
            </ReasonTooltip>
          )}
          <ReasonTooltip reason={disabledReasons.edit}>
            <BusyButton
              size="small"
              isBusy={isRestoring}
              disabled={disabledReasons.edit !== null}
              onClick={() => restore(id)}
            >
              {t('bulk.disable.restore')}
            </BusyButton>
          </ReasonTooltip>
          <Button size="small" disabled={isRestoring} onClick={() => close(id)}>
            {t('app.close')}
          </Button>
        </>
      }
    >
      {quiet.length > 0 ? t('bulk.disable.quiet', { count: quiet.length, days }) : t('bulk.disable.text')}
    </Note>
  );
}

/** Names of keys: from the list, or what was recorded for keys that have been replaced or have disappeared. */
function namesOf(batch: DisabledBatch, items: readonly AuthenticationKey[]): ReadonlyMap<string, NamedKey> {
  const listed = keysWithIds(items, new Set(batch.keys.map(({ id }) => id)));
  return new Map(
    batch.keys.map((reference) => {
      const key = listed.get(reference.id);
      const isListed = key !== undefined && isSameKey(key, reference);
      return [reference.id, isListed ? key : { fullName: '', username: '', token: reference.token }];
    }),
  );
}
