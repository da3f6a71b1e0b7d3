import Close from '@mui/icons-material/CloseRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Portal from '@mui/material/Portal';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClipboardState } from '../api/clipboard.ts';
import { errorText } from '../i18n/errorText.ts';
import type { Toast } from '../shell/toasts.ts';
import { ClipboardLine } from './ClipboardLine.tsx';
import { ToastBox } from './ToastBox.tsx';

/** Display time of a message, in milliseconds; longer ones and those with an action stay longer. */
const MESSAGE_MS = 5_000;
const LONG_MS = 10_000;

/** Props of {@link Toasts}. */
export interface ToastsProps {
  readonly toast: Toast | null;
  /** Place for messages in the open dialog; `null` if none is open. */
  readonly host: HTMLElement | null;
  readonly onHide: () => void;
  /** The window. */
  readonly children: ReactNode;
}

/**
 * The window with its temporary messages: the clipboard state while there is one, and the current toast. An open dialog
 * has a place for both above its title. Otherwise the clipboard state is below the page, which gets smaller, and the
 * toast, which disappears soon, floats over the bottom of the page.
 */
export function Toasts({ toast, host, onHide, children }: ToastsProps) {
  const clipboard = useClipboardState();
  // Bound to toast and host: an element removed under the pointer never fires pointerleave.
  const [held, setHeld] = useState<Pick<ToastsProps, 'toast' | 'host'> | null>(null);
  useDeadline(toast, held?.toast === toast && held.host === host, onHide);
  useEscape(toast !== null && isProblem(toast), onHide);
  const hold = (): void => setHeld({ toast, host });
  const release = (): void => setHeld(null);
  const clipboardLine = clipboard.status === 'empty' ? null : <ClipboardLine state={clipboard} />;
  const toastBox = toast !== null && (
    <ToastBox onMouseEnter={hold} onMouseLeave={release} onFocus={hold} onBlur={release}>
      <ToastContent toast={toast} onHide={onHide} />
    </ToastBox>
  );
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
      <Box sx={{ flex: 1, minHeight: 0 }}>{children}</Box>
      {host === null ? (
        <Box sx={{ position: 'relative' }}>
          {toastBox !== false && <Box sx={FLOATING}>{toastBox}</Box>}
          {clipboardLine !== null && <Box sx={DOCKED}>{clipboardLine}</Box>}
        </Box>
      ) : (
        <Portal container={host}>
          {clipboardLine}
          {toastBox}
        </Portal>
      )}
    </Box>
  );
}

const FLOATING = {
  position: 'absolute',
  zIndex: 'snackbar',
  bottom: '100%',
  left: 0,
  right: 0,
  display: 'flex',
  justifyContent: 'center',
  padding: '0 16px 16px',
  // What is beside the toast can be clicked.
  pointerEvents: 'none',
  '& > *': { pointerEvents: 'auto' },
} as const;
/** A bar across the window in place of a floating box. */
const DOCKED = {
  '& > *': { maxWidth: 'none', justifyContent: 'center', padding: '4px 16px', borderRadius: 0, boxShadow: 'none' },
} as const;

/**
 * Hides a toast after its time, but not while it is hovered or focused. The library's own timer would restart whenever
 * a dialog opens or closes, since the toast is then rendered elsewhere.
 */
function useDeadline(toast: Toast | null, isHeld: boolean, onHide: () => void): void {
  const deadline = useRef(0);
  useEffect(() => {
    deadline.current = Date.now() + (toast !== null && isLong(toast) ? LONG_MS : MESSAGE_MS);
  }, [toast]);
  useEffect(() => {
    if (toast === null || isHeld) {
      return;
    }
    const timer = setTimeout(onHide, Math.max(0, deadline.current - Date.now()));
    return () => clearTimeout(timer);
  }, [toast, isHeld, onHide]);
}

function isLong(toast: Toast): boolean {
  return toast.kind !== 'message' || toast.action !== undefined;
}

function isProblem({ kind }: Toast): boolean {
  return kind !== 'message';
}

/** Hides the toast on Escape, before a dialog below receives the key. */
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

function ToastContent({ toast, onHide }: { readonly toast: Toast; readonly onHide: () => void }) {
  const { t } = useTranslation();
  switch (toast.kind) {
    case 'message':
      return (
        <>
          <span>{toast.text}</span>
          {toast.action !== undefined && <ActionButton {...toast.action} onHide={onHide} />}
        </>
      );
    case 'problem':
      return <Problem title={toast.title} text={toast.text} onHide={onHide} />;
    case 'failure': {
      const { title, text, detail } = errorText(t, toast.error, toast.attempt);
      return <Problem title={title} text={detail === null ? text : `${text} ${detail}`} onHide={onHide} />;
    }
  }
}

function Problem(props: { readonly title: string; readonly text: string; readonly onHide: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <span>
        <strong>{props.title}.</strong> {props.text}
      </span>
      <IconButton size="small" color="inherit" edge="end" aria-label={t('app.toasts.dismiss')} onClick={props.onHide}>
        <Close fontSize="small" />
      </IconButton>
    </>
  );
}

function ActionButton(props: { readonly label: string; readonly run: () => void; readonly onHide: () => void }) {
  const act = (): void => {
    props.onHide();
    props.run();
  };
  return (
    <Button size="small" color="inherit" onClick={act}>
      {props.label}
    </Button>
  );
}
