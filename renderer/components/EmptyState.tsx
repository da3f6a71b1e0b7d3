import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

/** Props of {@link EmptyState}. */
export interface EmptyStateProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons for the next step. */
  readonly actions?: ReactNode;
  /** True for an error, which screen readers announce at once. */
  readonly isAlert?: boolean;
}

/** Shown in place of an empty list, with the next step. */
export function EmptyState({ icon, title, children, actions, isAlert = false }: EmptyStateProps) {
  return (
    <Box
      role={isAlert ? 'alert' : 'status'}
      sx={{
        height: '100%',
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'center',
        justifyContent: 'center',
        textAlign: 'center',
        padding: 4,
        gap: 1,
      }}
    >
      <Box
        sx={(theme) => ({
          display: 'grid',
          placeItems: 'center',
          width: 56,
          height: 56,
          borderRadius: '16px',
          marginBottom: 1,
          color: theme.vars.palette.tone[isAlert ? 'error' : 'accent'].text,
          backgroundColor: theme.vars.palette.tone[isAlert ? 'error' : 'accent'].background,
        })}
      >
        {icon}
      </Box>
      <Typography variant="h2">{title}</Typography>
      <Typography component="div" color="textSecondary" sx={{ maxWidth: 460, overflowWrap: 'anywhere' }}>
        {children}
      </Typography>
      {actions !== undefined && <Box sx={{ display: 'flex', gap: 1, marginTop: 2 }}>{actions}</Box>}
    </Box>
  );
}
