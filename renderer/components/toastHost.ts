import { createContext } from 'react';

/**
 * Takes the element in which toasts are drawn while a dialog is open, `null` when it closes. A dialog hides everything
 * outside itself from the keyboard and from screen readers, so a toast with a button has to be inside it.
 */
export const ToastHostContext = createContext<(host: HTMLElement | null) => void>(() => undefined);
