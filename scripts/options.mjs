import { parseArgs } from 'node:util';
import { stopWith } from './console.mjs';

/**
 * Reads the command line of a script. Ends the script for `--help`, which prints the usage, and for anything that it does
 * not accept, since an ignored option would do something else than requested.
 * @template {import('node:util').ParseArgsOptionsConfig} Options
 * @param {string} usage one line for the terminal.
 * @param {Options} options
 * @param {number} [maxPositionals]
 * @returns {{ values: { [Name in keyof Options]?: Options[Name]['type'] extends 'boolean' ? boolean : string }, positionals: string[] }}
 */
export function readOptions(usage, options, maxPositionals = 0) {
  try {
    /** @type {import('node:util').ParseArgsOptionsConfig} */
    const all = { ...options, help: { type: 'boolean', short: 'h' } };
    const { values, positionals } = parseArgs({ options: all, allowPositionals: true });
    if (values.help) {
      console.log(`Usage: ${usage}`);
      process.exit(0);
    }
    if (positionals.length > maxPositionals) {
      return stopWithUsage(`Unexpected "${positionals.slice(maxPositionals).join(' ')}"`, usage);
    }
    return /** @type {ReturnType<typeof readOptions<Options>>} */ (/** @type {unknown} */ ({ values, positionals }));
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    if (!code?.startsWith('ERR_PARSE_ARGS')) {
      throw error;
    }
    // The rest of Node's message explains a syntax that no script uses.
    return stopWithUsage(message.replace(/\. To specify a positional argument[\s\S]*/, ''), usage);
  }
}

/**
 * Ends a script that cannot use what it was given.
 * @param {string} reason without a full stop.
 * @param {string} usage
 * @returns {never}
 */
export function stopWithUsage(reason, usage) {
  return stopWith(`${reason}.\nUsage: ${usage}`);
}
