import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { EDGE } from './forcedColors.ts';
import type { ChipTone } from './StatusChip.tsx';

/** Props of {@link Note}. */
export interface NoteProps {
  readonly tone: ChipTone;
  /** First sentence, in bold. */
  readonly title?: string | undefined;
  readonly children?: ReactNode;
  /** A button at the right. */
  readonly action?: ReactNode;
  /** True for a new event, which screen readers announce at once. */
  readonly isAlert?: boolean;
}

/** A tinted note for consequences, states and errors. */
export function Note({ tone, title, children, action, isAlert = false }: NoteProps) {
  return (
    <Box
      role={isAlert ? 'alert' : 'note'}
      sx={(theme) => ({
        display: 'flex',
        alignItems: 'center',
        gap: 2,
        padding: '9px 13px',
        borderRadius: '10px',
        border: EDGE,
        color: theme.vars.palette.tone[tone].text,
        backgroundColor: theme.vars.palette.tone[tone].background,
      })}
    >
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        {title !== undefined && (
          <Typography variant="body2" sx={{ fontWeight: 600 }}>
            {title}
          </Typography>
        )}
        {children !== undefined && (
          <Typography variant="body2" component="div">
            {children}
          </Typography>
        )}
      </Box>
      {action}
    </Box>
  );
}
