import type { Language } from '../../shared/model/language.ts';
import type { Command } from './command.ts';
import { COMMAND_NAMES, type CommandName } from './commandNames.ts';
import { COMMON_OPTIONS, OPTIONS, type OptionName, type OptionSpec } from './options.ts';
import { textsIn } from './texts/texts.ts';

type Commands = Readonly<Record<CommandName, Pick<Command, 'options' | 'operands'>>>;

/** Returns the help of all commands, or of one. */
export function helpText(commands: Commands, name: CommandName | null, language: Language): string {
  return name === null ? overview(language) : helpOf(commands, name, language);
}

function overview(language: Language): string {
  const texts = textsIn(language);
  return [
    texts.intro,
    '',
    `${texts.usage}: keydesk COMMAND [OPTION…]`,
    '',
    `${texts.commands}:`,
    ...columns(COMMAND_NAMES.map((name) => [name, texts.command[name]])),
    '',
    `${texts.commonOptions}:`,
    ...columns(COMMON_OPTIONS.map((name) => optionLine(name, language))),
    '',
    texts.more,
    '',
  ].join('\n');
}

function helpOf(commands: Commands, name: CommandName, language: Language): string {
  const texts = textsIn(language);
  const { options, operands } = commands[name];
  return [
    `${texts.command[name]}.`,
    '',
    `${texts.usage}: keydesk ${[name, operands, '[OPTION…]'].filter((part) => part !== '').join(' ')}`,
    '',
    ...(options.length === 0
      ? []
      : [`${texts.options}:`, ...columns(options.map((option) => optionLine(option, language))), '']),
    `${texts.commonOptions}:`,
    ...columns(COMMON_OPTIONS.map((option) => optionLine(option, language))),
    '',
  ].join('\n');
}

function optionLine(name: OptionName, language: Language): readonly [string, string] {
  const { short, value, choices, needsEquals }: OptionSpec = OPTIONS[name];
  const written = [...(short === undefined ? [] : [`-${short}`]), `--${name}`].join(', ');
  const text = textsIn(language).option[name];
  return [
    value === undefined ? written : `${written}${needsEquals ? '=' : ' '}${value}`,
    choices === undefined ? text : `${text} (${choices.join(', ')})`,
  ];
}

function columns(lines: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...lines.map(([left]) => left.length));
  return lines.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
