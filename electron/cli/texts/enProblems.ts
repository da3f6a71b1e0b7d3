import type { CommandProblem } from '../commandError.ts';

/** What is wrong with a command, and what to do. */
export const problems = {
  commandUnknown: (name: string) => `There is no command "${name}". "keydesk help" lists them.`,
  optionUnknown: (option: string) => `The option ${option} is not known here. "--help" lists those of the command.`,
  optionNeedsValue: (option: string) =>
    `The option ${option} needs a value. One that begins with a dash is written after "=".`,
  optionTakesNoValue: (option: string) => `The option ${option} takes no value.`,
  optionRepeated: (option: string) => `The option ${option} is given twice.`,
  optionNeedsEquals: (option: string) => `The value of ${option} is written after "=": ${option}=VALUE.`,
  argumentUnexpected: (text: string) => `"${text}" is not expected here.`,
  argumentMissing: (name: string) => `${name} is missing.`,
  optionMissing: (option: string) => `The option ${option} is missing.`,
  optionsExclude: (...names: string[]) => `Only one of these can be given: ${names.join(', ')}.`,
  languageUnknown: (text: string) => `There are no texts in the language "${text}". Use en or ru.`,
  connectionMissing: (names: string) => `The option --connection is missing. Connections: ${names}.`,
  connectionUnknown: (name: string, names: string) => `There is no connection "${name}". Connections: ${names}.`,
  connectionAmbiguous: (name: string, ids: string) =>
    `Several connections are called "${name}". Name one by its id: ${ids}.`,
  selectionMissing: () =>
    'No key is named. Name keys by id or token, or select them with --status, --expires-within, --account, --search or --all.',
  keyUnknown: (key: string) =>
    `There is no key "${key}" in this connection. Nothing was changed. "keydesk list" shows ids and tokens.`,
  keyAmbiguous: (key: string, ids: string) =>
    `The token of several keys begins with "${key}". Name one by its id: ${ids}.`,
  noRotation: () =>
    'None of these keys is being rotated. Nothing was changed. "keydesk rotate" without keys lists all rotations.',
  newKeyTooShort: (text: string, days: string) =>
    `The new keys have to be valid longer than the overlap of ${days} days, "${text}" is not. Nothing was changed.`,
  overlapInvalid: (text: string, days: string) =>
    `"${text}" cannot be the overlap. Use days or weeks, at most ${days}d, such as 7d. Nothing was changed.`,
  noKeyMatches: () => 'No key matches. Nothing was changed.',
  statusUnknown: (text: string, names: string) => `There is no status "${text}". Use ${names}.`,
  durationInvalid: (text: string) => `"${text}" is not a period. Use a number with d, w, m or y, such as 90d.`,
  dateInvalid: (text: string) => `"${text}" is not a day. Use 2027-01-31, or for a time 2027-01-31T10:00:00+03:00.`,
  dateBeyond: (text: string, year: string) => `"${text}" leads beyond the year ${year}.`,
  datePast: (text: string) => `"${text}" is past: the key would not work. No key was created.`,
  accountUnknown: (name: string) =>
    `There is no account "${name}" for which a key can be created. No key was created. "keydesk accounts" lists them.`,
  secretToTerminal: () => 'The secret key is written only with --secret-to-stdout.',
  secretOfMany: () => 'The secret key of only one key can be written at a time. No secret was read.',
  confirmationNeeded: () => 'This has to be confirmed with --yes, since nobody can be asked. Nothing was changed.',
  notConfirmed: () => 'Not confirmed. Nothing was changed.',
  shellUnknown: (text: string, names: string) => `There is no completion for "${text}". Use ${names}.`,
  fieldInvalid: (field: string, problem: string) => `${field} cannot be used: ${problem}. Nothing was saved.`,
  formatUnknown: (file: string) =>
    `The format of "${file}" is not known: its name has to end in .csv, .xlsx or .json. Nothing was written.`,
  fileExists: (file: string) => `The file "${file}" exists already and was left as it is. Use --yes to replace it.`,
  snippetUnknown: (kind: string, names: string) => `There is no snippet "${kind}". Use ${names}.`,
  instanceSilent: () =>
    'KeyDesk is running with this data folder, but does not respond. Nothing was changed. Close it, then try again.',
  instanceBusy: () =>
    'Another command is running with this data folder. Nothing was changed. Wait for its end, or leave out --no-wait.',
  instanceEnded: () =>
    'KeyDesk was closed while the command ran. A change in progress may or may not have been made: check the list before you try again.',
  switchRejected: (name: string) =>
    `KeyDesk does not start with the option --${name}, which gives other programs access to it. Nothing was changed.`,
  outputFailed: (code: string) =>
    `The output could not be written completely (${code}). Changes that were made remain made: check the list before you try again.`,
} satisfies Record<CommandProblem, (...facts: string[]) => string>;
