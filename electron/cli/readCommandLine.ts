import { type Language, resolveLanguage } from '../../shared/model/language.ts';
import { LANGUAGES } from '../../shared/model/settings.ts';
import type { Command } from './command.ts';
import { CommandError } from './commandError.ts';
import type { CommandName } from './commandNames.ts';
import { isCommandName } from './commandNames.ts';
import { COMMANDS } from './commands.ts';
import { completionScript, SHELLS } from './completion.ts';
import { type FailureOutput, failureOutput } from './errorOutput.ts';
import { helpText } from './help.ts';
import type { OptionName } from './options.ts';
import { type ParsedCommand, parseCommand } from './parseCommand.ts';

/** A command that needs the services. */
export interface ReadCommand {
  readonly name: keyof typeof COMMANDS;
  readonly command: Command;
  readonly parsed: ParsedCommand;
  /** The language that the command line asks for; `null`: that of the settings. */
  readonly language: Language | null;
}

/** What a command line leads to: an answer at once, or a command. */
export type CommandLine =
  | { readonly kind: 'answer'; readonly text: string }
  | { readonly kind: 'failure'; readonly failure: FailureOutput; readonly isJson: boolean }
  | { readonly kind: 'command'; readonly read: ReadCommand };

const WITHOUT_SERVICES = {
  help: { options: [], operands: '[COMMAND]' },
  completion: { options: [], operands: SHELLS.join('|') },
} as const;
const DESCRIBED = { ...COMMANDS, ...WITHOUT_SERVICES };

/**
 * Reads a command line. Help, completion scripts and mistakes need neither settings nor data folder.
 * @param systemLanguages BCP 47 tags, best first.
 * @param version of KeyDesk, for `--version`.
 */
export function readCommandLine(
  words: readonly string[],
  systemLanguages: readonly string[],
  version: string,
): CommandLine {
  const asked = askedLanguage(words);
  const language = asked ?? resolveLanguage('system', systemLanguages);
  try {
    if (words.length === 1 && words[0] === '--version') {
      return { kind: 'answer', text: `${version}\n` };
    }
    const parsed = parseCommand(words, optionsOf);
    checkLanguage(parsed);
    return answer(parsed, language) ?? { kind: 'command', read: toCommand(parsed, asked) };
  } catch (error) {
    return { kind: 'failure', failure: failureOutput(error, language, false), isJson: words.includes('--json') };
  }
}

function optionsOf(name: CommandName): readonly OptionName[] {
  return DESCRIBED[name].options;
}

function answer({ name, options, operands }: ParsedCommand, language: Language): CommandLine | null {
  if (name === null || options.help === true) {
    return { kind: 'answer', text: helpText(DESCRIBED, name, language) };
  }
  const [operand, ...others] = operands;
  if (name === 'help') {
    if (operand !== undefined && !isCommandName(operand)) {
      throw new CommandError('commandUnknown', [operand]);
    }
    rejectOthers(others);
    return { kind: 'answer', text: helpText(DESCRIBED, operand ?? null, language) };
  }
  if (name === 'completion') {
    rejectOthers(others);
    if (operand === undefined) {
      throw new CommandError('argumentMissing', [SHELLS.join('|')]);
    }
    return { kind: 'answer', text: completionScript(operand, DESCRIBED, language) };
  }
  return null;
}

function toCommand(parsed: ParsedCommand, language: Language | null): ReadCommand {
  const name = parsed.name as keyof typeof COMMANDS;
  const command = COMMANDS[name];
  if (command.operands === '') {
    rejectOthers(parsed.operands);
  }
  return { name, command, parsed, language };
}

function rejectOthers([first]: readonly string[]): void {
  if (first !== undefined) {
    throw new CommandError('argumentUnexpected', [first]);
  }
}

function checkLanguage({ options }: ParsedCommand): void {
  if (options.lang !== undefined && !LANGUAGES.some((language) => language === options.lang)) {
    throw new CommandError('languageUnknown', [String(options.lang)]);
  }
}

/** The language that a command line asks for, also if the rest of it is wrong. */
function askedLanguage(words: readonly string[]): Language | null {
  const index = words.indexOf('--lang');
  const text = words.find((word) => word.startsWith('--lang='))?.slice('--lang='.length) ?? words[index + 1];
  return index < 0 && !words.some((word) => word.startsWith('--lang='))
    ? null
    : (LANGUAGES.find((one) => one === text) ?? null);
}
