import { resolve } from 'node:path';
import { readOptions, stopWithUsage } from './options.mjs';

const USAGE =
  'npm start -- [--headless] [--lang=ru] [--user-data-dir=DIR] [--remote-debugging-port=PORT] [LINK] [-- SWITCH…]';

/**
 * What `npm start` was asked for.
 * @typedef {object} StartOptions
 * @property {boolean} isHeadless
 * @property {string | null} language BCP 47 tag.
 * @property {string | null} dataFolder absolute path; `null` for the usual one.
 * @property {number | null} debuggingPort 0 for any free one, `null` for none.
 * @property {string[]} others a link to a key, and switches of Chromium behind `--`, as they were given.
 */

/**
 * Reads the options of `npm start`; ends the script with the name of one that is unknown or malformed.
 * @returns {StartOptions}
 */
export function readStartOptions() {
  const { values, positionals } = readOptions(USAGE, {
    headless: { type: 'boolean' },
    lang: { type: 'string' },
    'user-data-dir': { type: 'string' },
    'remote-debugging-port': { type: 'string' },
  });
  const { lang, 'user-data-dir': folder, 'remote-debugging-port': port } = values;
  // What stands behind `--` begins with a dash, which a positional otherwise cannot.
  const foreign = positionals.find((text) => !text.startsWith('-') && !text.startsWith('keydesk:'));
  if (foreign !== undefined) {
    stopWithUsage(`Unexpected "${foreign}"`, USAGE);
  }
  if (lang !== undefined && !isLanguage(lang)) {
    stopWithUsage(`--lang takes a language such as ru or en, not "${lang}"`, USAGE);
  }
  if (folder === '') {
    stopWithUsage('--user-data-dir takes a folder', USAGE);
  }
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535)) {
    stopWithUsage(`--remote-debugging-port takes a number from 0 to 65535, not "${port}"`, USAGE);
  }
  return {
    isHeadless: values.headless === true,
    language: lang ?? null,
    dataFolder: folder === undefined ? null : resolve(folder),
    debuggingPort: port === undefined ? null : Number(port),
    others: positionals,
  };
}

/**
 * @param {string} text
 * @returns {boolean}
 */
function isLanguage(text) {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}
