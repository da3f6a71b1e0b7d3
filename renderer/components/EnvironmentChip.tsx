import { useTranslation } from 'react-i18next';
import type { Environment } from '../../shared/model/connection.ts';
import { StatusChip } from './StatusChip.tsx';

/** Props of {@link EnvironmentChip}. */
export interface EnvironmentChipProps {
  readonly environment: Environment;
}

/** Environment of an installation, if set. Only production has a strong color. */
export function EnvironmentChip({ environment }: EnvironmentChipProps) {
  const { t } = useTranslation();
  return environment === 'other' ? null : (
    <StatusChip
      tone={environment === 'production' ? 'error' : 'neutral'}
      label={t(`connections.environments.${environment}`)}
    />
  );
}
