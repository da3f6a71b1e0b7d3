import Button from '@mui/material/Button';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isLeftOver } from '../../../../shared/model/bulkChange.ts';
import { type AuthenticationKey, isSameKey, type KeyReference } from '../../../../shared/model/key.ts';
import { BusyButton } from '../../../components/BusyButton.tsx';
import { Note } from '../../../components/Note.tsx';
import { ReasonTooltip } from '../../../components/ReasonTooltip.tsx';
import { useFormat } from '../../../i18n/format.ts';
import { useRefusals } from '../permissions/useUnavailableActions.ts';
import { BulkOutcomeNote, type NamedKey } from './BulkOutcomeNote.tsx';
import { type Retirement, restorableOf, useRetirements } from './retirements.ts';
import { useRestore } from './useRestore.ts';

/** Props of {@link RetiredKeys}. */
export interface RetiredKeysProps {
  readonly connectionId: string;
  /** All keys of the connection, used to name those that were not restored. */
  readonly keys: readonly AuthenticationKey[];
}

/** Keys retired in this session, which can be restored until the note is closed. Memoized like `QuickFilters`. */
export const RetiredKeys = memo(function RetiredKeys({ connectionId, keys }: RetiredKeysProps) {
  const { retirements } = useRetirements();
  return retirements
    .filter((retirement) => retirement.connectionId === connectionId)
    .map((retirement) => <RetiredNote key={retirement.id} retirement={retirement} keys={keys} />);
});

function RetiredNote(props: { readonly retirement: Retirement; readonly keys: readonly AuthenticationKey[] }) {
  const { id, connectionId, at, isRestoring, report, tried } = props.retirement;
  const { t } = useTranslation();
  const format = useFormat();
  const { forget } = useRetirements();
  const restore = useRestore();
  const refusals = useRefusals(connectionId);
  const retired = useMemo(() => restorableOf(props.retirement, props.keys), [props.retirement, props.keys]);
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
          title={t('bulk.retirement.notRestored', { count: report.results.filter(isLeftOver).length })}
          report={report}
          keys={named}
          action={retired.length === 0 ? closeButton : undefined}
        />
      )}
      {retired.length > 0 && (
        <Note
          tone="accent"
          title={t('bulk.retirement.doneAt', { count: retired.length, when: format.dateTime(at) })}
          action={
            <>
              <ReasonTooltip reason={refusals.edit}>
                <BusyButton
                  size="small"
                  isBusy={isRestoring}
                  disabled={refusals.edit !== null}
                  onClick={() => restore(id)}
                >
                  {t('bulk.retirement.restore')}
                </BusyButton>
              </ReasonTooltip>
              {closeButton}
            </>
          }
        >
          {t('bulk.retirement.text')}
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
