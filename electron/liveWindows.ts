import type { BrowserWindow } from 'electron';
import { isPrintWindow } from './printWindow.ts';

/**
 * Returns the windows of the user that can be used; not the hidden ones that print. After a window or its page is destroyed, which can happen at any time, Electron
 * throws from every call, so windows must be looked up for each use and not be stored.
 */
export function liveWindows(windows: Pick<typeof BrowserWindow, 'getAllWindows'>): BrowserWindow[] {
  return windows.getAllWindows().filter((window) => isLive(window) && !isPrintWindow(window));
}

/** Whether neither a window nor its page is destroyed. */
function isLive(window: BrowserWindow): boolean {
  // Contrary to its type, `webContents` can be undefined while a window closes.
  return !window.isDestroyed() && window.webContents?.isDestroyed() === false;
}

/** Brings a window to the front, if there is one. */
export function focusWindow(window: BrowserWindow | undefined): void {
  if (window?.isMinimized()) {
    window.restore();
  }
  window?.focus();
}
