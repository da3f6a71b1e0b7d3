import Button from '@mui/material/Button';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isLeftOver } from '../../../../shared/model/bulkChange.ts';
import { type AuthenticationKey, isSameKey, type KeyReference } from '../../../../shared/model/key.ts';
import { BusyButton } from '../../../components/BusyButton.tsx';
import { Note } from '../../../components/Note.tsx';
import { ReasonTooltip } from '../../../components/ReasonTooltip.tsx';
import { useFormat } from '../../../i18n/format.ts';
import { useDisabledReasons } from '../../../shell/useDisabledReasons.ts';
import { BulkOutcomeNote, type NamedKey } from './BulkOutcomeNote.tsx';
import { type DisabledBatch, restorableOf, useDisabledKeys } from './disabledBatches.ts';
import { useRestore } from './useRestore.ts';

/** Props of {@link DisabledKeys}. */
export interface DisabledKeysProps {
  readonly connectionId: string;
  /** All keys of the connection, used to name those that were not restored. */
  readonly keys: readonly AuthenticationKey[];
}

/** Keys disabled in this session, which can be restored until the note is closed. Memoized like `QuickFilters`. */
export const DisabledKeys = memo(function DisabledKeys({ connectionId, keys }: DisabledKeysProps) {
  const { batches } = useDisabledKeys();
  return batches
    .filter((batch) => batch.connectionId === connectionId)
    .map((batch) => <DisabledKeysNote key={batch.id} batch={batch} keys={keys} />);
});

function DisabledKeysNote(props: { readonly batch: DisabledBatch; readonly keys: readonly AuthenticationKey[] }) {
  const { id, connectionId, at, isRestoring, report, tried } = props.batch;
  const { t } = useTranslation();
  const format = useFormat();
  const { forget } = useDisabledKeys();
  const restore = useRestore();
  const disabledReasons = useDisabledReasons(connectionId);
  const disabled = useMemo(() => restorableOf(props.batch, props.keys), [props.batch, props.keys]);
  const named = useMemo(() => namesOf(tried, props.keys), [tried, props.keys]);
  const closeButton = (
    <Button size="small" disabled={isRestoring} onClick={() => forget(id)}>
      {t('app.close')}
    </Button>
  );
  return (
    <>
      {report !== null && (
        <BulkOutcomeNote
          kind="setExpiry"
          title={t('bulk.disable.notRestored', { count: report.results.filter(isLeftOver).length })}
          report={report}
          keys={named}
          action={disabled.length === 0 ? closeButton : undefined}
        />
      )}
      {disabled.length > 0 && (
        <Note
          tone="accent"
          title={t('bulk.disable.doneAt', { count: disabled.length, when: format.dateTime(at) })}
          action={
            <>
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
              {closeButton}
            </>
          }
        >
          {t('bulk.disable.text')}
        </Note>
      )}
    </>
  );
}

/** Names of keys: from the list, or the token alone for keys that have been replaced or have disappeared. */
function namesOf(shown: readonly KeyReference[], items: readonly AuthenticationKey[]): ReadonlyMap<string, NamedKey> {
  const listed = new Map(items.map((key) => [key.id, key]));
  return new Map(
    shown.map((reference) => {
      const key = listed.get(reference.id);
      const isListed = key !== undefined && isSameKey(key, reference);
      return [reference.id, isListed ? key : { fullName: '', username: '', token: reference.token }];
    }),
  );
}
