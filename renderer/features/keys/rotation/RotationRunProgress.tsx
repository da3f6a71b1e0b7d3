import { useTranslation } from 'react-i18next';
import type { RotationProgress } from '../../../../shared/model/rotation.ts';
import { RunProgress } from '../../../components/RunProgress.tsx';

/** Progress of a run over rotations. @param running `null` until it has started. */
export function RotationRunProgress({ running }: { readonly running: RotationProgress['running'] }) {
  const { t } = useTranslation();
  return running === null ? (
    <RunProgress label={t('bulk.checking')} facts={[]} run={null} />
  ) : (
    <RunProgress
      label={t(`rotation.phases.${running.phase}`)}
      facts={[
        t('bulk.progress', { finished: running.finished, total: running.total }),
        ...(running.isStopping ? [t('bulk.stopping')] : []),
      ]}
      run={running}
    />
  );
}
