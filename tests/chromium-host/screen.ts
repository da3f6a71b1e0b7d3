import { strict } from './strict.ts';

/** Chromium reports its screen only once it runs; before that the host has this one. */
const DISPLAY = strict('Display', {
  id: 1,
  scaleFactor: 1,
  workArea: { x: 0, y: 0, width: 1920, height: 1080 },
});

/** Implements Electron's `screen`. */
export const screen = strict('screen', {
  getAllDisplays: (): object[] => [DISPLAY],
  getPrimaryDisplay: (): object => DISPLAY,
});
