import { parseArgs } from 'node:util';
import { CommandError } from './commandError.ts';
import { type CommandName, isCommandName } from './commandNames.ts';
import { COMMON_OPTIONS, OPTIONS, type OptionName, type OptionSpec, PROGRAM_SWITCHES } from './options.ts';

/** The options of a command line; a switch is `true`. */
export type OptionValues = { readonly [Name in OptionName]?: string | true };

/** A command line with known options. */
export interface ParsedCommand {
  /** `null` if none is named: then only `help` can be asked for. */
  readonly name: CommandName | null;
  readonly options: OptionValues;
  /** What follows the name of the command, apart from options. */
  readonly operands: readonly string[];
}

/**
 * Reads a command line. Options may come before and after the name of the command, and after `--` nothing is an option.
 * @param optionsOf options that a command accepts, besides the common ones.
 * @throws CommandError if it contains anything unknown: an ignored option would do something else than requested.
 */
export function parseCommand(
  words: readonly string[],
  optionsOf: (name: CommandName) => readonly OptionName[],
): ParsedCommand {
  const { tokens } = parseArgs({
    args: [...words],
    options: { ...parserOptions(), ...programOptions() },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const options: Partial<Record<OptionName, string | true>> = {};
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') {
      positionals.push(token.value);
    } else if (token.kind === 'option') {
      readOption(token, options);
    }
  }
  const [name, ...operands] = positionals;
  if (name !== undefined && !isCommandName(name)) {
    throw new CommandError('commandUnknown', [name]);
  }
  const allowed: readonly string[] = [...COMMON_OPTIONS, ...(name === undefined ? [] : optionsOf(name))];
  const foreign = Object.keys(options).find((option) => !allowed.includes(option));
  if (foreign !== undefined) {
    throw new CommandError('optionUnknown', [`--${foreign}`]);
  }
  return { name: name ?? null, options, operands };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function readOption(token: OptionToken, options: Partial<Record<OptionName, string | true>>): void {
  const { name, rawName, value, inlineValue } = token;
  if (Object.hasOwn(PROGRAM_SWITCHES, name)) {
    if (PROGRAM_SWITCHES[name] === 'value' && inlineValue !== true) {
      throw new CommandError('optionNeedsEquals', [rawName]);
    }
    return;
  }
  if (!isOptionName(name)) {
    throw new CommandError('optionUnknown', [rawName]);
  }
  if (options[name] !== undefined) {
    throw new CommandError('optionRepeated', [rawName]);
  }
  const { kind, needsEquals = false }: OptionSpec = OPTIONS[name];
  if (kind === 'switch') {
    if (value !== undefined) {
      throw new CommandError('optionTakesNoValue', [rawName]);
    }
    options[name] = true;
    return;
  }
  // A following option was meant as one; a value that begins with a dash needs `=`.
  if (value === undefined || value === '' || (inlineValue !== true && value.startsWith('-') && value !== '-')) {
    throw new CommandError('optionNeedsValue', [rawName]);
  }
  if (needsEquals && inlineValue !== true) {
    throw new CommandError('optionNeedsEquals', [rawName]);
  }
  options[name] = value;
}

function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(OPTIONS, name);
}

type ParserOptions = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

function parserOptions(): ParserOptions {
  return Object.fromEntries(
    Object.entries(OPTIONS).map(([name, spec]: [string, OptionSpec]) => [
      name,
      {
        type: spec.kind === 'switch' ? ('boolean' as const) : ('string' as const),
        ...(spec.short === undefined ? {} : { short: spec.short }),
      },
    ]),
  );
}

function programOptions(): ParserOptions {
  return Object.fromEntries(
    Object.entries(PROGRAM_SWITCHES).map(([name, kind]) => [
      name,
      { type: kind === 'switch' ? ('boolean' as const) : ('string' as const) },
    ]),
  );
}
