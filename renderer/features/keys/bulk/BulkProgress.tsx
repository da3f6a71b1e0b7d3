import { useTranslation } from 'react-i18next';
import { useBulkState } from '../../../api/bulkQueries.ts';
import { RunProgress } from '../../../components/RunProgress.tsx';

/** Progress of the run of changes of a connection. */
export function BulkProgress({ connectionId }: { readonly connectionId: string }) {
  const { t } = useTranslation();
  const run = useBulkState()?.running.find((one) => one.connectionId === connectionId);
  return run === undefined ? (
    <RunProgress label={t('bulk.checking')} facts={[]} run={null} />
  ) : (
    <RunProgress
      label={t('bulk.progress', { finished: run.finished, total: run.total })}
      facts={[
        ...(run.failed > 0 ? [t(`bulk.${run.kind}.failing`, { count: run.failed })] : []),
        ...(run.isStopping ? [t('bulk.stopping')] : []),
      ]}
      run={run}
    />
  );
}
