import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../shared/model/connection.ts';
import { connectionName } from '../i18n/connectionName.ts';
import { EnvironmentChip } from './EnvironmentChip.tsx';

/** Props of {@link ConnectionNameText}. */
export interface ConnectionNameTextProps {
  readonly connection: ConnectionSummary;
}

/** Inline name of a connection; production in the error color, with its tag. */
export function ConnectionNameText({ connection }: ConnectionNameTextProps) {
  const { t } = useTranslation();
  const isProduction = connection.environment === 'production';
  return (
    <>
      <Box component="strong" sx={{ color: isProduction ? 'error.main' : 'text.primary' }}>
        {connectionName(t, connection)}
      </Box>{' '}
      {isProduction && <EnvironmentChip environment={connection.environment} />}
    </>
  );
}
