/** Names of all commands, in the order of the help. */
export const COMMAND_NAMES = [
  'connections',
  'add-connection',
  'remove-connection',
  'accounts',
  'list',
  'show',
  'create',
  'extend',
  'retire',
  'restore',
  'delete',
  'rotate',
  'test',
  'doctor',
  'snippet',
  'export',
  'completion',
  'help',
] as const;
/** Name of a command. */
export type CommandName = (typeof COMMAND_NAMES)[number];

/** Whether a word is the name of a command. */
export function isCommandName(word: string): word is CommandName {
  return (COMMAND_NAMES as readonly string[]).includes(word);
}

/** A word that can only be meant as a command: neither a path, nor a link to a key, nor a file. */
const COMMAND_WORD = /^[a-z][a-z-]*$/i;
const ANSWERED_WITHOUT_COMMAND = ['--help', '-h', '--version'];

/**
 * Returns the arguments of a command, or `null` if the program was started for its window.
 * @param words arguments of the program, without the program itself.
 */
export function commandArguments(words: readonly string[]): readonly string[] | null {
  const first = words.find((word) => !word.startsWith('-'));
  const isCommand =
    first !== undefined && COMMAND_WORD.test(first) && !words.slice(0, words.indexOf(first)).includes('--');
  return isCommand || words.some((word) => ANSWERED_WITHOUT_COMMAND.includes(word)) ? words : null;
}
