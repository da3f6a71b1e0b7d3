import { parseArgs } from 'node:util';
import { stopWith } from './console.mjs';

/**
 * Reads what a script was given on its command line. With `--help` it says how it is used and ends; it ends with the name of what it does not know or cannot use: an
 * option that is silently ignored does something else than was asked for.
 * @template {import('node:util').ParseArgsOptionsConfig} Options
 * @param {string} usage one line for the terminal.
 * @param {Options} options
 * @returns {{ values: { [Name in keyof Options]?: Options[Name]['type'] extends 'boolean' ? boolean : string }, positionals: string[] }}
 */
export function readOptions(usage, options) {
  if (isHelpWanted(process.argv.slice(2))) {
    console.log(`Usage: ${usage}`);
    process.exit(0);
  }
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
 * @param {readonly string[]} parameters
 * @returns {boolean}
 */
function isHelpWanted(parameters) {
  const end = parameters.indexOf('--');
  return parameters.slice(0, end < 0 ? undefined : end).some((parameter) => ['--help', '-h'].includes(parameter));
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
