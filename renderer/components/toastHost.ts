import { createContext } from 'react';

/**
 * Sets the element in which messages are rendered while a dialog is open, `null` when it closes. A dialog hides
 * everything outside from keyboard and screen readers, so a message with a button has to be inside it.
 */
export const ToastHostContext = createContext<(host: HTMLElement | null) => void>(() => undefined);
