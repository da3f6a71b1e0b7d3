import { parseArgs } from 'node:util';

/** Electron's switches that the host knows; others are ignored, as Electron ignores them. */
const { values } = parseArgs({
  args: process.argv.slice(2),
  strict: false,
  options: {
    'user-data-dir': { type: 'string' },
    headless: { type: 'boolean' },
    lang: { type: 'string' },
    'remote-debugging-port': { type: 'string' },
    'no-sandbox': { type: 'boolean' },
    'force-dark-mode': { type: 'boolean' },
    'ozone-platform': { type: 'string' },
  },
});
const readText = (name: keyof typeof values): string | null => (typeof values[name] === 'string' ? values[name] : null);
const port = readText('remote-debugging-port');

/** The switches of this process. */
export const commandLine = {
  /** Folder of the application's data, or `null` for the usual one of the platform. */
  userDataFolder: readText('user-data-dir'),
  isHeadless: values.headless === true,
  /** BCP 47 tag, or `null` for the language of the system. */
  language: readText('lang'),
  /** Port of Chromium's debugging protocol (0: any free one), or `null` for none. */
  debuggingPort: port === null ? null : Number(port),
  hasSandbox: values['no-sandbox'] !== true,
  prefersDark: values['force-dark-mode'] === true,
  /** The display server of Chromium on Linux: `x11` or `wayland`. */
  ozonePlatform: readText('ozone-platform') ?? 'x11',
};

/**
 * Whether a test requests a rare behavior of real systems. The environment variable `CHROMIUM_HOST` names it:
 * - `no-ready-to-show`: a hidden window is given no frame, as on Wayland, so that the event is never emitted.
 * - `error-box-blocks`: an error box waits for a click, as on Windows and macOS.
 */
export function isRequested(behavior: 'no-ready-to-show' | 'error-box-blocks'): boolean {
  return process.env.CHROMIUM_HOST === behavior;
}
