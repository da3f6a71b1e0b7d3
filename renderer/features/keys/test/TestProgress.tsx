import { useTranslation } from 'react-i18next';
import { useKeyTestState } from '../../../api/keyTestQueries.ts';
import { RunProgress } from '../../../components/RunProgress.tsx';

/** Progress of a test of many keys. */
export function TestProgress() {
  const { t } = useTranslation();
  const run = useKeyTestState()?.running ?? null;
  return run === null ? (
    <RunProgress label={t('keyTest.starting')} facts={[]} run={null} />
  ) : (
    <RunProgress
      label={t('keyTest.progress', run)}
      facts={[
        ...(run.works > 0 ? [t('keyTest.working', { count: run.works })] : []),
        ...(run.fails > 0 ? [t('keyTest.failing', { count: run.fails })] : []),
        ...(run.isStopping ? [t('keyTest.stopping')] : []),
      ]}
      run={run}
    />
  );
}
