import Button, { type ButtonProps } from '@mui/material/Button';
import CircularProgress from '@mui/material/CircularProgress';
import type { MouseEvent } from 'react';
import { useDelayed } from './useDelayed.ts';

/** Props of {@link BusyButton}: those of a button, and whether its work is under way. */
export interface BusyButtonProps extends Omit<ButtonProps, 'loading'> {
  readonly isBusy: boolean;
  /** False where something beside it shows how far the work has come; true when left out. */
  readonly hasSpinner?: boolean;
}

/**
 * A button that ignores clicks while its work is under way and shows progress when that takes long. Meanwhile it is
 * not `disabled`, since a disabled element loses the focus of the keyboard.
 */
export function BusyButton({ isBusy, hasSpinner = true, disabled, onClick, children, ...rest }: BusyButtonProps) {
  const isLate = useDelayed(isBusy);
  const click = (event: MouseEvent<HTMLButtonElement>): void => {
    if (isBusy) {
      // Keeps a submit button from sending its form a second time.
      event.preventDefault();
    } else {
      onClick?.(event);
    }
  };
  return (
    <Button {...rest} disabled={disabled === true && !isBusy} aria-disabled={isBusy} aria-busy={isBusy} onClick={click}>
      <span style={{ opacity: isLate ? 0.35 : 1 }}>{children}</span>
      {isLate && hasSpinner && <CircularProgress aria-hidden color="inherit" size={16} sx={{ position: 'absolute' }} />}
    </Button>
  );
}
