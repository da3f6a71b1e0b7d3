import Button, { type ButtonProps } from '@mui/material/Button';

/**
 * The button that cancels a destructive dialog. It has the initial focus, and its focus ring is visible even if the
 * dialog was opened by mouse: the user must see what Enter would do.
 */
export function SafeButton(props: Omit<ButtonProps, 'autoFocus' | 'sx'>) {
  return (
    <Button
      {...props}
      variant="outlined"
      autoFocus
      sx={(theme) => ({ '&:focus': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: 2 } })}
    />
  );
}
