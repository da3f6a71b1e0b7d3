import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import Typography from '@mui/material/Typography';
import { type FormEvent, type KeyboardEvent, type ReactNode, useContext, useId } from 'react';
import { ToastHostContext } from './toastHost.ts';
import { useScrollFocus } from './useScrollFocus.ts';

/** Props of {@link DialogFrame}. */
export interface DialogFrameProps {
  /** Also the accessible name of the dialog. */
  readonly title: string;
  /** One line below the title: what the dialog is about. */
  readonly context?: ReactNode;
  readonly children: ReactNode;
  /** Buttons, from left to right. */
  readonly actions: ReactNode;
  /** For long lines. */
  readonly isWide?: boolean;
  /** True while a request is pending: the dialog cannot be closed then. */
  readonly isBusy?: boolean;
  readonly onClose: () => void;
  /** Called by the submit button and by Enter in a field. */
  readonly onSubmit?: () => void;
}

/**
 * Frame of every dialog: title, context, fields, buttons on the right. Escape closes it unless it is busy; a click
 * outside does not, so that input is not lost by accident. Key repeat of Enter is ignored: held down since before the
 * dialog opened, it would submit what the user has not seen.
 */
export function DialogFrame(props: DialogFrameProps) {
  const { title, context, children, actions, isWide = false, isBusy = false, onClose, onSubmit } = props;
  const titleId = useId();
  const scrollFocus = useScrollFocus();
  const setToastHost = useContext(ToastHostContext);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit?.();
  };
  return (
    <Dialog
      open
      slotProps={{ paper: { sx: isWide ? WIDE_COLUMN : COLUMN } }}
      aria-labelledby={titleId}
      onClose={(_event, reason) => {
        if (reason === 'escapeKeyDown' && !isBusy) {
          onClose();
        }
      }}
    >
      <Box ref={setToastHost} sx={MESSAGES} />
      <Box
        component="form"
        noValidate
        onSubmit={submit}
        onKeyDownCapture={passOverHeldEnter}
        sx={(theme) => ({
          display: 'flex',
          flexDirection: 'column',
          flex: '0 1 auto',
          minHeight: 0,
          gap: 2,
          padding: '24px 28px',
          border: `1px solid ${theme.vars.palette.divider}`,
          borderRadius: '16px',
          backgroundColor: theme.vars.palette.background.paper,
          boxShadow: theme.vars.shadows[24],
        })}
      >
        <div>
          <Typography id={titleId} variant="h2">
            {title}
          </Typography>
          {context !== undefined && (
            <Typography component="div" color="textSecondary" sx={{ marginTop: '2px', overflowWrap: 'anywhere' }}>
              {context}
            </Typography>
          )}
        </div>
        <Box
          ref={scrollFocus}
          sx={{
            display: 'flex',
            flexDirection: 'column',
            gap: 1.5,
            minHeight: 0,
            overflowY: 'auto',
            // Space for focus rings and floating labels, which the scroll container would clip.
            margin: '-8px -8px',
            padding: '8px',
          }}
        >
          {children}
        </Box>
        <Box sx={{ display: 'flex', justifyContent: 'flex-end', gap: 1, flexWrap: 'wrap' }}>{actions}</Box>
      </Box>
      <Box sx={{ flex: '1 1 0', minHeight: 24 }} />
    </Dialog>
  );
}

/**
 * The element of the dialog is a column as high as the window: messages, the visible dialog, and free space. Messages
 * are part of it because a dialog hides everything outside from screen readers. The visible dialog is in the middle of
 * the window, and below the messages if there is not enough space.
 */
const COLUMN = {
  width: 560,
  maxWidth: 'calc(100% - 48px)',
  height: '100%',
  maxHeight: 'none',
  margin: 0,
  overflow: 'visible',
  boxShadow: 'none',
  backgroundColor: 'transparent',
} as const;
const WIDE_COLUMN = { ...COLUMN, width: 860 } as const;
const MESSAGES = {
  flex: '1 1 0',
  display: 'flex',
  flexDirection: 'column',
  alignItems: 'center',
  gap: 1,
  padding: '12px 0',
} as const;

function passOverHeldEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.repeat) {
    event.preventDefault();
    event.stopPropagation();
  }
}
