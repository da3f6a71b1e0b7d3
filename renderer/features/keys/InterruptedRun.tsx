import Button from '@mui/material/Button';
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

/** Says what became of a deletion during which KeyDesk ended: first what was noted down, then what the list shows. */
export function InterruptedRun({ connectionId, onSelect }: InterruptedRunProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const dismissal = useDismissInterrupted();
  const interrupted = useBulkState()?.interrupted ?? null;
  if (interrupted === null || interrupted.connectionId !== connectionId) {
    return null;
  }
  const { total, done: deleted, unknown, notTried, left: stillThere, startedAt } = interrupted;
  const select = (): void => {
    onSelect(stillThere ?? []);
    dismissal.mutate();
  };
  return (
    <Note
      tone="warning"
      title={t('keys.interrupted.title', { count: total, when: format.dateTime(startedAt) })}
      action={
        <>
          {stillThere !== null && stillThere.length > 0 && (
            <Button size="small" onClick={select}>
              {t('keys.interrupted.select')}
            </Button>
          )}
          <Button size="small" onClick={() => dismissal.mutate()}>
            {t('app.close')}
          </Button>
        </>
      }
    >
      {stillThere === null
        ? t('keys.interrupted.noted', { deleted, unknown, notTried })
        : t('keys.interrupted.checked', { gone: total - stillThere.length, left: stillThere.length })}
    </Note>
  );
}
