import Box from '@mui/material/Box';
import type { FocusEventHandler, MouseEventHandler, ReactNode } from 'react';
import { EDGE } from '../components/forcedColors.ts';

/** Props of {@link ToastBox}. */
export interface ToastBoxProps {
  readonly children: ReactNode;
  readonly onMouseEnter?: MouseEventHandler;
  readonly onMouseLeave?: MouseEventHandler;
  readonly onFocus?: FocusEventHandler;
  readonly onBlur?: FocusEventHandler;
}

/** Floating box of a short message, announced by screen readers. */
export function ToastBox({ children, ...handlers }: ToastBoxProps) {
  return (
    <Box
      role="status"
      {...handlers}
      sx={(theme) => ({
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        maxWidth: 640,
        padding: '8px 17px',
        borderRadius: '12px',
        border: EDGE,
        color: theme.vars.palette.frame.toastText,
        backgroundColor: theme.vars.palette.frame.toast,
        boxShadow: theme.vars.shadows[6],
      })}
    >
      {children}
    </Box>
  );
}
