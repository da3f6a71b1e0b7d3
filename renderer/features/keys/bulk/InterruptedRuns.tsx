import Button from '@mui/material/Button';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkState } from '../../../../shared/model/bulkChange.ts';
import type { KeyId } from '../../../../shared/model/key.ts';
import { useBulkState, useDismissInterrupted } from '../../../api/bulkQueries.ts';
import { Note } from '../../../components/Note.tsx';
import { useFormat } from '../../../i18n/format.ts';

/** Props of {@link InterruptedRuns}. */
export interface InterruptedRunsProps {
  readonly connectionId: string;
  /** Selects keys in the table. */
  readonly onSelect: (keyIds: readonly KeyId[]) => void;
}

/**
 * Reports runs of a connection that were interrupted by the end of KeyDesk: first from the journal, then from the list.
 * Each note stays until it is closed or all its keys are resolved. Memoized like `QuickFilters`.
 */
export const InterruptedRuns = memo(function InterruptedRuns({ connectionId, onSelect }: InterruptedRunsProps) {
  const runs = useBulkState()?.interrupted ?? [];
  return runs
    .filter((run) => run.connectionId === connectionId)
    .map((run) => <InterruptedRun key={run.id} run={run} onSelect={onSelect} />);
});

interface InterruptedRunProps extends Pick<InterruptedRunsProps, 'onSelect'> {
  readonly run: BulkState['interrupted'][number];
}

function InterruptedRun({ run, onSelect }: InterruptedRunProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const dismissal = useDismissInterrupted();
  const { id, kind, total, done, unknown, notTried, left, startedAt } = run;
  return (
    <Note
      tone="warning"
      title={t(`bulk.${kind}.interrupted`, { count: total, when: format.dateTime(startedAt) })}
      action={
        <>
          {left !== null && left.length > 0 && (
            <Button size="small" onClick={() => onSelect(left)}>
              {t('bulk.selectRest')}
            </Button>
          )}
          <Button size="small" onClick={() => dismissal.mutate(id)}>
            {t('app.close')}
          </Button>
        </>
      }
    >
      {left === null
        ? t(`bulk.${kind}.noted`, { done, unknown, notTried })
        : t(`bulk.${kind}.checked`, { done: total - left.length, left: left.length })}
    </Note>
  );
}
