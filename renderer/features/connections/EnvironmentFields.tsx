import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import {
  CONNECTION_COLORS,
  type ConnectionColor,
  ENVIRONMENTS,
  type Environment,
} from '../../../shared/model/connection.ts';
import { ConnectionDot } from '../../components/ConnectionDot.tsx';

/** Props of {@link EnvironmentFields}. */
export interface EnvironmentFieldsProps {
  readonly environment: Environment;
  readonly color: ConnectionColor;
  readonly isDisabled: boolean;
  readonly onEnvironment: (environment: Environment) => void;
  readonly onColor: (color: ConnectionColor) => void;
}

/** Environment and color of an installation. */
export function EnvironmentFields(props: EnvironmentFieldsProps) {
  const { environment, color, isDisabled, onEnvironment, onColor } = props;
  const { t } = useTranslation();
  return (
    <Box sx={{ display: 'flex', gap: 1.5 }}>
      <TextField
        select
        label={t('connections.form.environment')}
        value={environment}
        disabled={isDisabled}
        onChange={({ target }) => onEnvironment(target.value as Environment)}
      >
        {ENVIRONMENTS.map((name) => (
          <MenuItem key={name} value={name}>
            {t(`connections.environments.${name}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        label={t('connections.form.color')}
        value={color}
        disabled={isDisabled}
        onChange={({ target }) => onColor(target.value as ConnectionColor)}
        slotProps={{ select: { SelectDisplayProps: { style: { display: 'flex', alignItems: 'center', gap: 8 } } } }}
      >
        {CONNECTION_COLORS.map((name) => (
          <MenuItem key={name} value={name} sx={{ gap: 1 }}>
            <ConnectionDot color={name} />
            {t(`connections.colors.${name}`)}
          </MenuItem>
        ))}
      </TextField>
    </Box>
  );
}
