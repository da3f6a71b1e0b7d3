import { resolve } from 'node:path';
import { readOptions, stopWithUsage } from './options.mjs';

const USAGE =
  'npm start -- [--headless] [--lang=ru] [--user-data-dir=DIR] [--remote-debugging-port=PORT] [LINK] [-- SWITCH…]';

/**
 * Reads the options of `npm start`. Ends the script for an unknown or malformed one.
 * @returns `language`: BCP 47 tag. `dataFolder`: absolute path, `null` for the usual one. `debuggingPort`: 0 for any free one,
 *   `null` for none. `others`: a link to a key, and switches of Chromium after `--`.
 */
export function readStartOptions() {
  const { values, positionals } = readOptions(
    USAGE,
    {
      headless: { type: 'boolean' },
      lang: { type: 'string' },
      'user-data-dir': { type: 'string' },
      'remote-debugging-port': { type: 'string' },
    },
    Number.POSITIVE_INFINITY,
  );
  const {
    headless = false,
    lang = null,
    'user-data-dir': folder = null,
    'remote-debugging-port': port = null,
  } = values;
  // Only what follows `--` can begin with a dash.
  const foreign = positionals.find((text) => !text.startsWith('-') && !text.startsWith('keydesk:'));
  if (foreign !== undefined) {
    stopWithUsage(`Unexpected "${foreign}"`, USAGE);
  }
  if (lang !== null && !/^[a-z]{2,3}(-[a-z\d]{2,8})*$/i.test(lang)) {
    stopWithUsage(`--lang takes a language such as ru or en, not "${lang}"`, USAGE);
  }
  if (folder === '') {
    stopWithUsage('--user-data-dir takes a folder', USAGE);
  }
  if (port !== null && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535)) {
    stopWithUsage(`--remote-debugging-port takes a number from 0 to 65535, not "${port}"`, USAGE);
  }
  return {
    isHeadless: headless,
    language: lang,
    dataFolder: folder === null ? null : resolve(folder),
    debuggingPort: port === null ? null : Number(port),
    others: positionals,
  };
}
