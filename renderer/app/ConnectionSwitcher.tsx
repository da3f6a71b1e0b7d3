import Add from '@mui/icons-material/AddRounded';
import Check from '@mui/icons-material/CheckRounded';
import Settings from '@mui/icons-material/TuneRounded';
import UnfoldMore from '@mui/icons-material/UnfoldMoreRounded';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Divider from '@mui/material/Divider';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Typography from '@mui/material/Typography';
import { visuallyHidden } from '@mui/utils';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../shared/model/connection.ts';
import { useActivateConnection, useConnections } from '../api/connectionQueries.ts';
import { useKeys } from '../api/keyQueries.ts';
import { ConnectionDot } from '../components/ConnectionDot.tsx';
import { EnvironmentChip } from '../components/EnvironmentChip.tsx';
import { KEEPS_COLOR } from '../components/forcedColors.ts';
import { ariaShortcut, CONNECTION_DIGITS, shortcutText, useShortcuts } from '../components/shortcuts.ts';
import { connectionName } from '../i18n/connectionName.ts';
import { signedInAs } from '../i18n/signedInAs.ts';
import { usePages } from '../shell/pages.ts';
import { usePopups } from '../shell/popups.ts';
import { useToasts } from '../shell/toasts.ts';

/** Props of {@link ConnectionSwitcher}. */
export interface ConnectionSwitcherProps {
  readonly connection: ConnectionSummary;
  /** True if there is space for the dot only. */
  readonly isFolded: boolean;
}

/** The active connection, its state, and a menu to switch to another. */
export function ConnectionSwitcher({ connection, isFolded }: ConnectionSwitcherProps) {
  const { t } = useTranslation();
  const { goTo } = usePages();
  const { popup, open } = usePopups();
  const toasts = useToasts();
  const connections = useConnections().data?.connections ?? [];
  const activation = useActivateConnection();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const keys = useKeys(connection.id);
  // A cached list says nothing about the connection, which may still wait for the keychain.
  const state = keys.error !== null ? 'failed' : keys.source === 'live' ? 'connected' : 'connecting';
  const name = connectionName(t, connection);
  const host = connection.address.replace(/^https?:\/\//, '');

  const choose = (action: () => void): void => {
    setIsOpen(false);
    action();
  };
  const activate = (connectionId: string): void =>
    activation.mutate(connectionId, {
      onSuccess: () => goTo('keys'),
      onError: (error) => toasts.show({ kind: 'failure', error }),
    });
  const switchTo = (digit: (typeof CONNECTION_DIGITS)[number]): void => {
    const chosen = connections[CONNECTION_DIGITS.indexOf(digit)];
    if (chosen !== undefined && chosen.id !== connection.id) {
      activate(chosen.id);
    }
  };
  // Not while a dialog is open: its input would be lost.
  useShortcuts(CONNECTION_DIGITS, popup === null ? switchTo : null);

  return (
    <>
      <ButtonBase
        ref={button}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={isFolded ? `${t('app.switcher.label')} ${name}. ${t(`app.state.${state}`)}` : undefined}
        title={isFolded ? `${name} · ${t(`app.state.${state}`)}` : undefined}
        onClick={() => setIsOpen(true)}
        sx={(theme) => ({
          display: 'flex',
          alignItems: 'center',
          justifyContent: isFolded ? 'center' : 'flex-start',
          gap: 1.25,
          width: '100%',
          position: 'relative',
          minHeight: 56,
          padding: isFolded ? 0 : '8px 10px 8px 15px',
          textAlign: 'left',
          borderRadius: '10px',
          overflow: 'hidden',
          border: `1px solid ${theme.vars.palette.divider}`,
          backgroundColor: theme.vars.palette.background.paper,
          '&::before': {
            content: '""',
            position: 'absolute',
            insetBlock: 0,
            left: 0,
            width: 5,
            ...KEEPS_COLOR,
            backgroundColor: theme.vars.palette.connection[connection.color],
          },
        })}
      >
        {isFolded && (
          <Typography aria-hidden sx={{ fontWeight: 650, fontSize: 18 }}>
            {[...name][0]?.toLocaleUpperCase()}
          </Typography>
        )}
        <StateDot state={state} isFolded={isFolded} />
        {!isFolded && (
          <>
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Typography sx={{ fontWeight: 600 }} noWrap>
                <Box component="span" sx={visuallyHidden}>{`${t('app.switcher.label')} `}</Box>
                {name}
              </Typography>
              <Typography variant="caption" component="div" color="textSecondary" noWrap>
                {state === 'connected' ? `${host} · ${signedInAs(connection)}` : t(`app.state.${state}`)}
              </Typography>
              {state === 'connected' && (
                <Box component="span" sx={visuallyHidden}>
                  {t('app.state.connected')}
                </Box>
              )}
              {connection.environment === 'production' && (
                <Box sx={{ marginTop: '4px' }}>
                  <EnvironmentChip environment={connection.environment} />
                </Box>
              )}
            </Box>
            <UnfoldMore fontSize="small" color="action" />
          </>
        )}
      </ButtonBase>
      <Menu
        open={isOpen}
        anchorEl={button.current}
        onClose={() => setIsOpen(false)}
        slotProps={{ list: { 'aria-label': t('app.switcher.menu'), sx: { minWidth: 280, maxWidth: 460 } } }}
      >
        {connections.map((other, index) => {
          const digit = CONNECTION_DIGITS[index];
          return (
            <MenuItem
              key={other.id}
              role="menuitemradio"
              aria-checked={other.id === connection.id}
              aria-keyshortcuts={digit && ariaShortcut(digit)}
              onClick={() => choose(() => activate(other.id))}
            >
              <ListItemIcon sx={{ alignItems: 'center', gap: 1, minWidth: 46, marginRight: 1 }}>
                <Box sx={{ display: 'flex', width: 20 }}>
                  {other.id === connection.id && <Check fontSize="small" />}
                </Box>
                <ConnectionDot color={other.color} />
              </ListItemIcon>
              <ListItemText
                primary={connectionName(t, other)}
                secondary={[other.address.replace(/^https?:\/\//, ''), signedInAs(other)].filter(Boolean).join(' · ')}
                slotProps={{ primary: { noWrap: true }, secondary: { noWrap: true, variant: 'caption' } }}
              />
              <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, marginLeft: 2 }}>
                <EnvironmentChip environment={other.environment} />
                {digit !== undefined && (
                  <Typography variant="caption" color="textSecondary" aria-hidden>
                    {shortcutText(digit)}
                  </Typography>
                )}
              </Box>
            </MenuItem>
          );
        })}
        <Divider />
        <MenuItem onClick={() => choose(() => open({ kind: 'newConnection' }))}>
          <ListItemIcon>
            <Add fontSize="small" />
          </ListItemIcon>
          {t('app.switcher.add')}
        </MenuItem>
        <MenuItem onClick={() => choose(() => goTo('connections'))}>
          <ListItemIcon>
            <Settings fontSize="small" />
          </ListItemIcon>
          {t('app.switcher.manage')}
        </MenuItem>
      </Menu>
    </>
  );
}

/** State as a dot: filled, hollow or square, so that it does not depend on color. */
function StateDot(props: { readonly state: 'connected' | 'connecting' | 'failed'; readonly isFolded: boolean }) {
  const { state, isFolded } = props;
  return (
    <Box
      component="span"
      aria-hidden
      sx={(theme) => {
        const tone = state === 'connected' ? 'success' : state === 'failed' ? 'error' : 'neutral';
        const color = theme.vars.palette.tone[tone].text;
        return {
          ...(isFolded ? { position: 'absolute', right: 6, bottom: 6 } : { flex: 'none' }),
          width: 10,
          height: 10,
          borderRadius: state === 'failed' ? '2px' : '50%',
          border: `2px solid ${color}`,
          ...KEEPS_COLOR,
          backgroundColor: state === 'connecting' ? 'transparent' : color,
        };
      }}
    />
  );
}
