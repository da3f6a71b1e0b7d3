import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import { connectionName } from '../../i18n/connectionName.ts';

/** Props of {@link ProductionTicks}. */
export interface ProductionTicksProps {
  /** The connections to production whose keys would be disabled, with their number. */
  readonly production: readonly { readonly connection: ConnectionSummary; readonly keys: number }[];
  readonly confirmedIds: readonly string[];
  readonly onChange: (confirmedIds: readonly string[]) => void;
}

/** A confirmation for each connection to production, by name. */
export function ProductionTicks({ production, confirmedIds, onChange }: ProductionTicksProps) {
  const { t } = useTranslation();
  return production.map(({ connection, keys }) => {
    const { id } = connection;
    const isConfirmed = confirmedIds.includes(id);
    return (
      <FormControlLabel
        key={id}
        sx={{ margin: 0, color: 'error.main' }}
        control={
          <Checkbox
            size="small"
            color="error"
            checked={isConfirmed}
            onChange={() => onChange(isConfirmed ? confirmedIds.filter((one) => one !== id) : [...confirmedIds, id])}
          />
        }
        label={t('incident.confirm.production', {
          keys: t('keys.count', { count: keys }),
          name: connectionName(t, connection),
        })}
      />
    );
  });
}
