import Button, { type ButtonProps } from '@mui/material/Button';
import { useDelayed } from './useDelayed.ts';

/** Props of {@link BusyButton}: those of a button, and whether its work is under way. */
export interface BusyButtonProps extends Omit<ButtonProps, 'loading'> {
  readonly isBusy: boolean;
}

/** A button that is disabled while its work is under way and shows progress when that takes long. */
export function BusyButton({ isBusy, disabled, ...rest }: BusyButtonProps) {
  const isLate = useDelayed(isBusy);
  return <Button {...rest} disabled={disabled === true || isBusy} loading={isLate} />;
}
