import Button, { type ButtonProps } from '@mui/material/Button';
import CircularProgress from '@mui/material/CircularProgress';
import type { MouseEvent } from 'react';
import { useDelayed } from './useDelayed.ts';

/** Props of {@link BusyButton}: those of a button, and whether its operation is in progress. */
export interface BusyButtonProps extends Omit<ButtonProps, 'loading'> {
  readonly isBusy: boolean;
  /** False if progress is shown elsewhere; true by default. */
  readonly hasSpinner?: boolean;
}

/**
 * A button that ignores clicks while its operation is in progress and shows a spinner if that takes long. It is not
 * `disabled` meanwhile, since a disabled element loses the keyboard focus.
 */
export function BusyButton({ isBusy, hasSpinner = true, disabled, onClick, children, ...rest }: BusyButtonProps) {
  const isLate = useDelayed(isBusy);
  const click = (event: MouseEvent<HTMLButtonElement>): void => {
    if (isBusy) {
      // Prevents a submit button from submitting twice.
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
