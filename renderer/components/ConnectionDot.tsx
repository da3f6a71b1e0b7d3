import Box from '@mui/material/Box';
import type { ConnectionColor } from '../../shared/model/connection.ts';
import { KEEPS_COLOR } from './forcedColors.ts';

/** Props of {@link ConnectionDot}. */
export interface ConnectionDotProps {
  readonly color: ConnectionColor;
}

/** The color of a connection as a small square, next to its name. */
export function ConnectionDot({ color }: ConnectionDotProps) {
  return (
    <Box
      component="span"
      className="own-color"
      aria-hidden
      sx={(theme) => ({
        flex: 'none',
        display: 'inline-block',
        width: 10,
        height: 10,
        borderRadius: '3px',
        ...KEEPS_COLOR,
        backgroundColor: theme.vars.palette.connection[color],
      })}
    />
  );
}
