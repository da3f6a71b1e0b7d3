import Button, { type ButtonProps } from '@mui/material/Button';

/**
 * The button that changes nothing in a dialog that would destroy something. It has the focus from the start, and its
 * ring is drawn even when the dialog was opened with the mouse: the user must see what Enter would do.
 */
export function SafeButton(props: Omit<ButtonProps, 'autoFocus' | 'variant' | 'sx'>) {
  return (
    <Button
      {...props}
      variant="outlined"
      autoFocus
      sx={(theme) => ({ '&:focus': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: 2 } })}
    />
  );
}
