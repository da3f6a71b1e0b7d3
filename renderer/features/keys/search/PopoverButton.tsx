import IconButton from '@mui/material/IconButton';
import Popover from '@mui/material/Popover';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { type ReactNode, useId, useState } from 'react';

/** Props of {@link PopoverButton}. */
export interface PopoverButtonProps {
  readonly icon: ReactNode;
  /** Names the button and is the heading of the popover. */
  readonly title: string;
  /** Width of the popover, in CSS pixels. */
  readonly width: number;
  readonly children: (close: () => void) => ReactNode;
}

/** An icon button that opens a popover with a heading below itself. */
export function PopoverButton({ icon, title, width, children }: PopoverButtonProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const titleId = useId();
  const close = (): void => setAnchor(null);
  return (
    <>
      <Tooltip title={title}>
        <IconButton
          aria-label={title}
          aria-haspopup="dialog"
          aria-expanded={anchor !== null}
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          {icon}
        </IconButton>
      </Tooltip>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{
          paper: { role: 'dialog', 'aria-labelledby': titleId, sx: { width, padding: 2, marginTop: 0.5 } },
        }}
      >
        <Typography id={titleId} sx={{ fontWeight: 600, marginBottom: 1 }}>
          {title}
        </Typography>
        {children(close)}
      </Popover>
    </>
  );
}
