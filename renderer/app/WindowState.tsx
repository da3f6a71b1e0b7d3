import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { ToastHostContext } from '../components/toastHost.ts';
import { focusHeadingIfLost } from '../shell/pageFocus.ts';
import { type Page, PageContext, type PageSubject } from '../shell/pages.ts';
import { type Popup, PopupContext } from '../shell/popups.ts';
import { type Toast, ToastContext } from '../shell/toasts.ts';
import { KeychainWaiting } from './KeychainWaiting.tsx';
import { Toasts } from './Toasts.tsx';

/** Props of {@link WindowState}. */
export interface WindowStateProps {
  /** The current page; held outside, so that it is the same after unlocking. */
  readonly page: Page;
  readonly onPageChange: (page: Page) => void;
  readonly children: ReactNode;
}

/** Holds the UI state of the window: popup, toast and page. */
export function WindowState({ page, onPageChange, children }: WindowStateProps) {
  const [subject, setSubject] = useState<PageSubject | null>(null);
  const [popup, setPopup] = useState<Popup | null>(null);
  const [toast, setToast] = useState<Toast | null>(null);
  const [toastHost, setToastHost] = useState<HTMLElement | null>(null);
  const open = useCallback((next: Popup) => {
    setPopup(next);
    // A dialog that reports a failure replaces a success message about the same connection.
    if (next.kind === 'connectionProperties' && next.problem !== null) {
      setToast((shown) => (shown?.kind === 'message' ? null : shown));
    }
  }, []);
  const close = useCallback(() => setPopup(null), []);
  const hideToast = useCallback(() => setToast(null), []);
  const goTo = useCallback(
    (next: Page, about: PageSubject | null = null) => {
      setSubject(about);
      onPageChange(next);
    },
    [onPageChange],
  );
  const [searches] = useState(() => new Map<string, string>());
  const showKeys = useCallback(
    (connectionId: string, search: string) => {
      searches.set(connectionId, search);
      goTo('keys');
    },
    [searches, goTo],
  );
  const pages = useMemo(() => ({ page, subject, goTo, searches, showKeys }), [page, subject, goTo, searches, showKeys]);
  const popups = useMemo(() => ({ popup, open, close }), [popup, open, close]);
  const toasts = useMemo(() => ({ show: setToast, hide: hideToast }), [hideToast]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of page or popup may lose the focus
  useEffect(focusHeadingIfLost, [page, popup]);
  return (
    <PageContext value={pages}>
      <PopupContext value={popups}>
        <ToastContext value={toasts}>
          <Toasts toast={toast} host={toastHost} onHide={hideToast}>
            <ToastHostContext value={setToastHost}>{children}</ToastHostContext>
          </Toasts>
          <KeychainWaiting host={toastHost} />
        </ToastContext>
      </PopupContext>
    </PageContext>
  );
}
