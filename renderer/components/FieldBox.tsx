import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { type ReactNode, useId } from 'react';

/** Props of {@link FieldBox}. */
export interface FieldBoxProps {
  readonly label: string;
  /** The read-only value; full width, since secrets are long. */
  readonly children: ReactNode;
  /** Buttons to the right of the label. */
  readonly actions: ReactNode;
}

/** A labelled value in a framed box, with actions. */
export function FieldBox({ label, children, actions }: FieldBoxProps) {
  const labelId = useId();
  return (
    <Box
      role="group"
      aria-labelledby={labelId}
      sx={(theme) => ({
        padding: '4px 6px 10px 14px',
        borderRadius: '10px',
        border: `1px solid ${theme.vars.palette.divider}`,
      })}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 1, minHeight: 30 }}>
        <Typography id={labelId} variant="caption" component="div" color="textSecondary">
          {label}
        </Typography>
        <Box sx={{ display: 'flex', flex: 'none' }}>{actions}</Box>
      </Box>
      <Box sx={{ minHeight: 20, overflowWrap: 'anywhere' }}>{children}</Box>
    </Box>
  );
}
