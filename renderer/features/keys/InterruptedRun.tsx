import Button from '@mui/material/Button';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useBulkState, useDismissInterrupted } from '../../api/bulkQueries.ts';
import { Note } from '../../components/Note.tsx';
import { useFormat } from '../../i18n/format.ts';

/** Props of {@link InterruptedRun}. */
export interface InterruptedRunProps {
  readonly connectionId: string;
  /** Ticks keys in the table. */
  readonly onSelect: (keyIds: readonly string[]) => void;
}

/**
 * Says what became of a run during which KeyDesk ended: first what was noted down, then what the list shows. Memoised as
 * `QuickFilters` is.
 */
export const InterruptedRun = memo(function InterruptedRun({ connectionId, onSelect }: InterruptedRunProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const dismissal = useDismissInterrupted();
  const interrupted = useBulkState()?.interrupted ?? null;
  if (interrupted === null || interrupted.connectionId !== connectionId) {
    return null;
  }
  const { kind, total, done, unknown, notTried, left, startedAt } = interrupted;
  const select = (): void => {
    onSelect(left ?? []);
    dismissal.mutate();
  };
  return (
    <Note
      tone="warning"
      title={t(`bulk.${kind}.interrupted`, { count: total, when: format.dateTime(startedAt) })}
      action={
        <>
          {left !== null && left.length > 0 && (
            <Button size="small" onClick={select}>
              {t('bulk.selectRest')}
            </Button>
          )}
          <Button size="small" onClick={() => dismissal.mutate()}>
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
});
