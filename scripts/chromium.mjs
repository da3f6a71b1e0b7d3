import { existsSync } from 'node:fs';

const PLACES = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files\\Chromium\\chrome.exe'],
};

/**
 * Finds an installed Chromium or Chrome.
 * @returns {string | null} absolute path of the program, or `null` if none is in the usual places.
 */
export function findChromium() {
  const places = PLACES[/** @type {keyof typeof PLACES} */ (process.platform)] ?? [];
  return places.find((place) => existsSync(place)) ?? null;
}
