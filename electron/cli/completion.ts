import type { Language } from '../../shared/model/language.ts';
import type { Command } from './command.ts';
import { CommandError } from './commandError.ts';
import { COMMAND_NAMES, type CommandName } from './commandNames.ts';
import { COMMON_OPTIONS, OPTIONS, type OptionName, type OptionSpec } from './options.ts';
import { textsIn } from './texts/texts.ts';

/** Shells for which there is a completion script. */
export const SHELLS = ['bash', 'zsh', 'powershell'] as const;

type Commands = Readonly<Record<CommandName, Pick<Command, 'options'>>>;

/** Returns the script that completes commands, options and their fixed values. @throws CommandError `shellUnknown`. */
export function completionScript(shell: string, commands: Commands, language: Language): string {
  switch (shell) {
    case 'bash':
      return bashScript(commands);
    case 'zsh':
      return zshScript(commands, language);
    case 'powershell':
      return powerShellScript(commands, language);
    default:
      throw new CommandError('shellUnknown', [shell, SHELLS.join(', ')]);
  }
}

const written = (names: readonly OptionName[]): string => names.map((name) => `--${name}`).join(' ');
const optionsOf = (commands: Commands, name: CommandName): readonly OptionName[] => [
  ...commands[name].options,
  ...COMMON_OPTIONS,
];

/** Options with few possible values. */
const CHOICES = Object.entries(OPTIONS).flatMap(([name, { choices }]: [string, OptionSpec]) =>
  choices === undefined ? [] : [[name, choices] as const],
);
/** Options whose value is a file. */
const FILES = Object.entries(OPTIONS)
  .filter(([, { value }]: [string, OptionSpec]) => value === 'FILE')
  .map(([name]) => name);

function bashScript(commands: Commands): string {
  return `# Completion of keydesk for bash: keydesk completion bash > ~/.local/share/bash-completion/completions/keydesk
_keydesk() {
  local word=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} words=
  COMPREPLY=()
  case $previous in
${CHOICES.map(([name, choices]) => `    --${name}) words='${choices.join(' ')}' ;;`).join('\n')}
    ${FILES.map((name) => `--${name}`).join('|')}) COMPREPLY=($(compgen -f -- "$word")); return ;;
  esac
  if [ -z "$words" ]; then
    if [ "$COMP_CWORD" -eq 1 ]; then
      words='${COMMAND_NAMES.join(' ')}'
    else
      case $command in
${COMMAND_NAMES.map((name) => `        ${name}) words='${bashWords(commands, name)}' ;;`).join('\n')}
      esac
    fi
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -F _keydesk keydesk
`;
}

function bashWords(commands: Commands, name: CommandName): string {
  const operands = name === 'completion' ? SHELLS : name === 'help' ? COMMAND_NAMES : [];
  return [...operands, written(optionsOf(commands, name))].join(' ');
}

function zshScript(commands: Commands, language: Language): string {
  const texts = textsIn(language);
  const quoted = (text: string): string => text.replaceAll("'", "'\\''").replace(/[[\]:]/g, (sign) => `\\${sign}`);
  const option = (name: OptionName): string => {
    const { value, choices }: OptionSpec = OPTIONS[name];
    const action = choices !== undefined ? `(${choices.join(' ')})` : value === 'FILE' ? '_files' : '';
    return `'--${name}[${quoted(texts.option[name])}]${value === undefined ? '' : `:${quoted(value)}:${action}`}'`;
  };
  return `#compdef keydesk
# Completion of keydesk for zsh: keydesk completion zsh > "\${fpath[1]}/_keydesk"
_keydesk() {
  local -a commands=(
${COMMAND_NAMES.map((name) => `    '${name}:${quoted(texts.command[name])}'`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case $words[2] in
${COMMAND_NAMES.map((name) => `    ${name}) _arguments ${zshOperands(name)}${optionsOf(commands, name).map(option).join(' ')} ;;`).join('\n')}
  esac
}
if [ "$funcstack[1]" = _keydesk ]; then _keydesk "$@"; else compdef _keydesk keydesk; fi
`;
}

function zshOperands(name: CommandName): string {
  if (name === 'completion') {
    return `'2:shell:(${SHELLS.join(' ')})' `;
  }
  return name === 'help' ? `'2:command:(${COMMAND_NAMES.join(' ')})' ` : '';
}

function powerShellScript(commands: Commands, language: Language): string {
  const texts = textsIn(language);
  const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const entries = (lines: readonly string[]): string => lines.join('\n');
  return `# Completion of keydesk for PowerShell: keydesk completion powershell >> $PROFILE
Register-ArgumentCompleter -Native -CommandName keydesk -ScriptBlock {
  param($word, $ast, $position)
  $commands = [ordered]@{
${entries(COMMAND_NAMES.map((name) => `    '${name}' = ${quoted(texts.command[name])}`))}
  }
  $options = @{
${entries(COMMAND_NAMES.map((name) => `    '${name}' = '${bashWords(commands, name)}'`))}
  }
  $choices = @{
${entries(CHOICES.map(([name, choices]) => `    '--${name}' = '${choices.join(' ')}'`))}
  }
  $words = @($ast.CommandElements | ForEach-Object { $_.ToString() })
  $before = if ($word) { $words[-2] } else { $words[-1] }
  $isFirst = $words.Count -eq 1 -or ($words.Count -eq 2 -and $word)
  $possible = if ($isFirst) { $commands.Keys }
    elseif ($choices.ContainsKey($before)) { $choices[$before] -split ' ' }
    elseif ($options.ContainsKey($words[1])) { $options[$words[1]] -split ' ' }
  $possible | Where-Object { $_ -like "$word*" } | ForEach-Object {
    $tip = if ($isFirst) { $commands[$_] } else { $_ }
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $tip)
  }
}
`;
}
