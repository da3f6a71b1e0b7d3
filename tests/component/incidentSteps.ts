import type { Locator } from 'vitest/browser';
import { field, focusOn } from './pages/appWindow.ts';

/** Pastes a text into a field, as Ctrl+V does with this text on the clipboard. */
export async function pasteInto(target: Locator, pasted: string): Promise<void> {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', pasted);
  (await target.findElement()).dispatchEvent(
    new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
  );
}

/** Gives a field the focus, as the keyboard would. */
export function focusOnTarget(label: string): Promise<void> {
  return focusOn(field(label));
}
