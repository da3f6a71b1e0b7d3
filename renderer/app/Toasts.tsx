import Close from '@mui/icons-material/CloseRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Portal from '@mui/material/Portal';
import Snackbar from '@mui/material/Snackbar';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toAppError } from '../api/call.ts';
import { clearClipboard } from '../api/clipboard.ts';
import { useNow } from '../components/useNow.ts';
import { errorText } from '../i18n/errorText.ts';
import type { Toast } from './toasts.ts';

/** How long a message stays, in milliseconds; a failure, which takes longer to read, stays longer. */
const MESSAGE_MS = 5_000;
const FAILURE_MS = 10_000;
const COUNTDOWN_STEP_MS = 250;

/** Props of {@link Toasts}. */
export interface ToastsProps {
  readonly toast: Toast | null;
  /** Where it is drawn: inside the open dialog, or `null` for the end of the document. */
  readonly host: HTMLElement | null;
  readonly onShow: (toast: Toast) => void;
  readonly onHide: () => void;
}

/**
 * The one short message of the window: at its bottom, and at its top while a dialog is open, whose buttons it would
 * cover otherwise.
 */
export function Toasts({ toast, host, onShow, onHide }: ToastsProps) {
  // Bound to toast and place: an element that is taken away under the pointer never tells that the pointer left it.
  const [held, setHeld] = useState<Pick<ToastsProps, 'toast' | 'host'> | null>(null);
  useDeadline(toast, held?.toast === toast && held.host === host, onHide);
  useEscape(toast?.kind === 'failure', onHide);
  const hold = (): void => setHeld({ toast, host });
  const release = (): void => setHeld(null);
  return (
    <Portal container={host}>
      <Snackbar
        open={toast !== null}
        anchorOrigin={{ vertical: host === null ? 'bottom' : 'top', horizontal: 'center' }}
        onMouseEnter={hold}
        onMouseLeave={release}
        onFocus={hold}
        onBlur={release}
      >
        <Box
          role="status"
          sx={(theme) => ({
            display: 'flex',
            alignItems: 'center',
            gap: 1,
            // A centred snackbar is given half the window, which would break short messages in two.
            width: 'max-content',
            maxWidth: 640,
            padding: '9px 18px',
            borderRadius: '12px',
            color: theme.vars.palette.frame.toastText,
            backgroundColor: theme.vars.palette.frame.toast,
            boxShadow: theme.vars.shadows[6],
          })}
        >
          {toast !== null && <ToastContent toast={toast} onShow={onShow} onHide={onHide} />}
        </Box>
      </Snackbar>
    </Portal>
  );
}

/**
 * Hides a toast when its time is over, but not while it is held. The library's own clock would start anew with every
 * dialog that opens or closes, since the toast is then drawn in another place.
 */
function useDeadline(toast: Toast | null, isHeld: boolean, onHide: () => void): void {
  const deadline = useRef(0);
  useEffect(() => {
    deadline.current = Date.now() + (toast?.kind === 'failure' ? FAILURE_MS : MESSAGE_MS);
  }, [toast]);
  useEffect(() => {
    if (toast === null || toast.kind === 'secretCopied' || isHeld) {
      return;
    }
    const timer = setTimeout(onHide, Math.max(0, deadline.current - Date.now()));
    return () => clearTimeout(timer);
  }, [toast, isHeld, onHide]);
}

/** Hides the toast with Escape, before a dialog below it sees the key. */
function useEscape(isActive: boolean, onHide: () => void): void {
  useEffect(() => {
    if (!isActive) {
      return;
    }
    const hide = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
        onHide();
      }
    };
    window.addEventListener('keydown', hide, { capture: true });
    return () => window.removeEventListener('keydown', hide, { capture: true });
  }, [isActive, onHide]);
}

function ToastContent(props: Omit<ToastsProps, 'host'> & { readonly toast: Toast }) {
  const { toast, onShow, onHide } = props;
  const { t } = useTranslation();
  switch (toast.kind) {
    case 'message':
      return <span>{toast.text}</span>;
    case 'failure': {
      const { title, text } = errorText(t, toast.error, toast.attempt);
      return (
        <>
          <span>
            <strong>{title}.</strong> {text}
          </span>
          <IconButton size="small" color="inherit" edge="end" aria-label={t('app.toasts.dismiss')} onClick={onHide}>
            <Close fontSize="small" />
          </IconButton>
        </>
      );
    }
    case 'secretCopied':
      return <SecretCopied clearsAt={toast.clearsAt} onShow={onShow} onHide={onHide} />;
  }
}

/** Counts down to the moment at which main clears the clipboard, and clears it earlier on request. */
function SecretCopied(props: {
  readonly clearsAt: string;
  readonly onShow: (toast: Toast) => void;
  readonly onHide: () => void;
}) {
  const { clearsAt, onShow, onHide } = props;
  const { t } = useTranslation();
  const seconds = Math.ceil((Date.parse(clearsAt) - useNow(COUNTDOWN_STEP_MS)) / 1000);
  useEffect(() => {
    if (seconds <= 0) {
      onHide();
    }
  }, [seconds, onHide]);
  const clear = async (): Promise<void> => {
    try {
      const outcome = await clearClipboard();
      onShow({ kind: 'message', text: t(`app.toasts.${outcome}`) });
    } catch (error) {
      onShow({ kind: 'failure', error: toAppError(error) });
    }
  };
  return (
    <>
      <span>{t('app.toasts.secretCopied')}</span>
      {/* The countdown is for the eye only: read out, it would interrupt every second. */}
      <Box component="span" aria-hidden sx={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
        {`· ${t('app.toasts.clearsIn')} `}
        <Box component="strong" sx={(theme) => ({ color: theme.vars.palette.frame.toastAction })}>
          {t('app.toasts.seconds', { count: Math.max(0, seconds) })}
        </Box>
      </Box>
      <Button
        size="small"
        onClick={() => void clear()}
        sx={(theme) => ({ color: theme.vars.palette.frame.toastAction })}
      >
        {t('app.toasts.clearNow')}
      </Button>
    </>
  );
}
