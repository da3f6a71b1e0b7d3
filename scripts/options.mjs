import { parseArgs } from 'node:util';
import { stopWith } from './console.mjs';

/**
 * Reads what a script was given on its command line. Ends it with the name of what it does not know or cannot use: an
 * option that is silently ignored does something else than was asked for.
 * @template {import('node:util').ParseArgsOptionsConfig} Options
 * @param {string} usage one line for the terminal.
 * @param {Options} options
 * @returns {{ values: { [Name in keyof Options]?: Options[Name]['type'] extends 'boolean' ? boolean : string }, positionals: string[] }}
 */
export function readOptions(usage, options) {
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    return /** @type {ReturnType<typeof readOptions<Options>>} */ (/** @type {unknown} */ ({ values, positionals }));
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    if (!code?.startsWith('ERR_PARSE_ARGS')) {
      throw error;
    }
    // The rest of Node's message explains a way around that no script here has.
    return stopWithUsage(message.replace(/\. To specify a positional argument[\s\S]*/, ''), usage);
  }
}

/**
 * Ends a script that takes nothing but was given something.
 * @param {string} usage one line for the terminal.
 * @returns {void}
 */
export function takeNoOptions(usage) {
  const { positionals } = readOptions(usage, {});
  if (positionals.length > 0) {
    stopWithUsage(`Unexpected "${positionals.join(' ')}"`, usage);
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
