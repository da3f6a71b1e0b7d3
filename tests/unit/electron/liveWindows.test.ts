import type { BrowserWindow } from 'electron';
import { expect, it } from 'vitest';
import { liveWindows } from '../../../electron/liveWindows.ts';

/** A window in a state that occurs while it closes. */
function windowWith(isDestroyed: boolean, webContents: object | null): BrowserWindow {
  return { isDestroyed: () => isDestroyed, webContents } as unknown as BrowserWindow;
}

it('fault 61: omits destroyed windows and those whose page is destroyed', () => {
  const live = windowWith(false, { isDestroyed: () => false });
  const gone = {
    isDestroyed: () => true,
    get webContents(): never {
      throw new TypeError('Object has been destroyed');
    },
  } as unknown as BrowserWindow;
  const closing = [windowWith(false, { isDestroyed: () => true }), windowWith(false, null)];
  expect(liveWindows({ getAllWindows: () => [gone, ...closing, live] })).toEqual([live]);
});
