import type { BrowserWindow } from 'electron';

/**
 * Gives the windows of the application that can be used. A window is gone at any moment, its page a little before, and
 * from then on Electron throws from every call; so they are looked up for each use and never kept.
 */
export function liveWindows(windows: Pick<typeof BrowserWindow, 'getAllWindows'>): BrowserWindow[] {
  return windows.getAllWindows().filter(isLive);
}

/** Whether neither a window nor its page is gone. */
function isLive(window: BrowserWindow): boolean {
  // While it closes, a window may have no page any more, whatever the types say.
  return !window.isDestroyed() && window.webContents?.isDestroyed() === false;
}
