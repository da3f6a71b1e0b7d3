import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import type { InstallationWarning } from '../../../shared/model/installationWarnings.ts';
import { Card } from '../../components/Card.tsx';
import { ConnectionDot } from '../../components/ConnectionDot.tsx';
import { EnvironmentChip } from '../../components/EnvironmentChip.tsx';
import { type ChipTone, StatusChip } from '../../components/StatusChip.tsx';
import { connectionName } from '../../i18n/connectionName.ts';
import { signedInAs } from '../../i18n/signedInAs.ts';
import { OpenInProductButton } from '../../shell/OpenInProductButton.tsx';
import { InstallationLine } from './InstallationLine.tsx';
import { InstallationWarnings } from './InstallationWarnings.tsx';

const PASSWORD_TONES = {
  keychain: 'success',
  thisRunOnly: 'warning',
  missing: 'error',
  unknown: 'neutral',
} as const satisfies Record<ConnectionSummary['passwordLocation'], ChipTone>;

/** Props of {@link ConnectionCard}. */
export interface ConnectionCardProps {
  readonly connection: ConnectionSummary;
  readonly isActive: boolean;
  readonly warnings: readonly InstallationWarning[];
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
  readonly onActivate: () => void;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

/** A connection: address, account, where its password is stored, what the installation reports, actions. */
export function ConnectionCard(props: ConnectionCardProps) {
  const { connection, isActive, warnings, now, onActivate, onEdit, onRemove } = props;
  const { t } = useTranslation();
  const name = connectionName(t, connection);
  const isSample = connection.kind === 'sample';
  const isForThisRun = connection.passwordLocation === 'thisRunOnly';
  const labelled = (action: string) => t('connections.actionLabel', { action, name });
  return (
    <Card component="li" isCurrent={isActive}>
      <Box sx={{ flex: 1, minWidth: 260 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 1, marginBottom: '4px' }}>
          <ConnectionDot color={connection.color} />
          <Typography variant="h3" component="h2">
            {name}
          </Typography>
          <EnvironmentChip environment={connection.environment} />
          {isActive && <StatusChip tone="accent" label={t('connections.active')} />}
          {isSample && <StatusChip tone="neutral" label={t('connections.sample')} />}
          {isSample && isForThisRun && <StatusChip tone="warning" label={t('connections.sampleForThisRun')} />}
          {connection.isPlainHttpToAnotherMachine && <StatusChip tone="error" label={t('connections.plainHttp')} />}
          {!isSample && (
            <StatusChip
              tone={PASSWORD_TONES[connection.passwordLocation]}
              label={t(
                `connections.${connection.signIn === 'key' ? 'secretLocation' : 'passwordLocation'}.${connection.passwordLocation}`,
              )}
            />
          )}
        </Box>
        <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
          {`${connection.address || t('connections.starting')} · ${signedInAs(connection)}`}
        </Typography>
        <InstallationLine connectionId={connection.id} name={name} now={now} />
        {isSample && (
          <Typography variant="body2" color="textSecondary">
            {isForThisRun ? t('connections.sampleTextForThisRun') : t('connections.sampleText')}
          </Typography>
        )}
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        {!isActive && (
          <Button variant="outlined" aria-label={labelled(t('connections.activate'))} onClick={onActivate}>
            {t('connections.activate')}
          </Button>
        )}
        {!isSample && (
          <>
            <OpenInProductButton connection={connection} isNamed />
            <Button variant="outlined" aria-label={labelled(t('connections.edit'))} onClick={onEdit}>
              {t('connections.edit')}
            </Button>
            <Button color="error" aria-label={labelled(t('connections.remove'))} onClick={onRemove}>
              {t('connections.remove')}
            </Button>
          </>
        )}
      </Box>
      <InstallationWarnings connection={connection} warnings={warnings} now={now} />
    </Card>
  );
}
