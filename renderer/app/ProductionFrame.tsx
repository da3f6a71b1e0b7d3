import Box from '@mui/material/Box';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../shared/model/connection.ts';
import { KEEPS_COLOR } from '../components/forcedColors.ts';
import { connectionName } from '../i18n/connectionName.ts';

/** Props of {@link ProductionFrame}. */
export interface ProductionFrameProps {
  /** The active connection; `undefined` while unknown. */
  readonly connection: ConnectionSummary | undefined;
}

/** Marks production: a line across the top of the window, and its name in the window title. */
export function ProductionFrame({ connection }: ProductionFrameProps) {
  const { t } = useTranslation();
  const isProduction = connection?.environment === 'production';
  const name = connection === undefined ? null : connectionName(t, connection);
  const tag = isProduction ? t('connections.environments.production') : null;
  useEffect(() => {
    document.title = [tag, name, 'KeyDesk'].filter((part) => part !== null).join(' – ');
    return () => {
      // A locked window does not name a connection, not even in its title.
      document.title = 'KeyDesk';
    };
  }, [tag, name]);
  return isProduction ? (
    <Box
      aria-hidden
      sx={(theme) => ({
        position: 'fixed',
        zIndex: theme.zIndex.tooltip,
        insetInline: 0,
        top: 0,
        height: 4,
        ...KEEPS_COLOR,
        backgroundColor: theme.vars.palette.error.main,
      })}
    />
  ) : null;
}
