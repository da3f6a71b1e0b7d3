import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { ToastHostContext } from '../components/toastHost.ts';
import { KeychainWaiting } from './KeychainWaiting.tsx';
import { focusHeadingIfLost } from './pageFocus.ts';
import { type Page, PageContext } from './pages.ts';
import { type Popup, PopupContext } from './popups.ts';
import { Toasts } from './Toasts.tsx';
import { type Toast, ToastContext } from './toasts.ts';

/** Holds what the window shows besides the answers of main: the page, the popup, the toast. */
export function WindowState({ children }: { readonly children: ReactNode }) {
  const [page, setPage] = useState<Page>('keys');
  const [popup, setPopup] = useState<Popup | null>(null);
  const [toast, setToast] = useState<Toast | null>(null);
  const [toastHost, setToastHost] = useState<HTMLElement | null>(null);
  const open = useCallback((next: Popup) => {
    setPopup(next);
    // A dialog that tells of a failure takes the place of a message of success about the same connection.
    if (next.kind === 'connectionProperties' && next.problem !== null) {
      setToast((shown) => (shown?.kind === 'message' ? null : shown));
    }
  }, []);
  const close = useCallback(() => setPopup(null), []);
  const hideToast = useCallback(() => setToast(null), []);
  const pages = useMemo(() => ({ page, goTo: setPage }), [page]);
  const popups = useMemo(() => ({ popup, open, close }), [popup, open, close]);
  const toasts = useMemo(() => ({ show: setToast }), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of page or popup is what may lose the focus
  useEffect(focusHeadingIfLost, [page, popup]);
  return (
    <PageContext value={pages}>
      <PopupContext value={popups}>
        <ToastContext value={toasts}>
          <ToastHostContext value={setToastHost}>{children}</ToastHostContext>
          <KeychainWaiting host={toastHost} />
          <Toasts toast={toast} host={toastHost} onShow={setToast} onHide={hideToast} />
        </ToastContext>
      </PopupContext>
    </PageContext>
  );
}
