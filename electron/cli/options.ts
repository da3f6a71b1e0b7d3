import { LANGUAGES } from '../../shared/model/settings.ts';

/** How an option is written. */
export interface OptionSpec {
  /** A switch, or an option with a value. */
  readonly kind: 'switch' | 'value';
  /** One letter. */
  readonly short?: string;
  /** Name of the value in the help, for example `NAME`. */
  readonly value?: string;
  /** The only values, if they are few; completed by shells. */
  readonly choices?: readonly string[];
  /** Whether the value has to be in the same argument: `--address=URL`. */
  readonly needsEquals?: boolean;
}

/** Statuses of keys as typed; letter case and hyphens do not matter. */
export const STATUS_CHOICES = ['valid', 'expiring', 'expired', 'archived', 'deactivated', 'no-permission'] as const;

/** All options. One name means the same in every command; the descriptions are in `texts/`. */
export const OPTIONS = {
  connection: { kind: 'value', short: 'c', value: 'NAME' },
  json: { kind: 'switch' },
  lang: { kind: 'value', value: 'LANG', choices: LANGUAGES },
  help: { kind: 'switch', short: 'h' },
  'passphrase-stdin': { kind: 'switch' },
  'no-wait': { kind: 'switch' },
  yes: { kind: 'switch', short: 'y' },
  'dry-run': { kind: 'switch' },
  all: { kind: 'switch' },
  status: { kind: 'value', value: 'STATUS', choices: STATUS_CHOICES },
  'expires-within': { kind: 'value', value: 'DURATION' },
  account: { kind: 'value', short: 'a', value: 'USER' },
  search: { kind: 'value', short: 's', value: 'TEXT' },
  expires: { kind: 'value', value: 'DATE|DURATION' },
  by: { kind: 'value', value: 'DURATION' },
  to: { kind: 'value', value: 'DATE' },
  overlap: { kind: 'value', value: 'DURATION' },
  'accept-younger-key': { kind: 'switch' },
  proceed: { kind: 'switch' },
  'take-back': { kind: 'switch' },
  finish: { kind: 'switch' },
  checklist: { kind: 'value', value: 'FILE' },
  'use-secret': { kind: 'switch' },
  'secret-to-stdout': { kind: 'switch' },
  name: { kind: 'value', value: 'NAME' },
  /** After `=`: on Windows Electron ends when anything follows an argument that is an address. */
  address: { kind: 'value', value: 'URL', needsEquals: true },
  user: { kind: 'value', value: 'USER' },
  token: { kind: 'value', value: 'TOKEN' },
  environment: { kind: 'value', value: 'KIND', choices: ['production', 'staging', 'test', 'development', 'other'] },
  'service-path': { kind: 'value', value: 'PATH' },
  'ca-file': { kind: 'value', value: 'FILE' },
  'plain-http': { kind: 'switch' },
  'password-stdin': { kind: 'switch' },
  'skip-test': { kind: 'switch' },
} as const satisfies Readonly<Record<string, OptionSpec>>;
/** Name of an option, without its dashes. */
export type OptionName = keyof typeof OPTIONS;

/** Options of every command. */
export const COMMON_OPTIONS = ['json', 'lang', 'passphrase-stdin', 'no-wait', 'help'] as const satisfies OptionName[];
/** Options of every command that changes keys. */
export const CHANGE_OPTIONS = [
  'connection',
  'password-stdin',
  'status',
  'expires-within',
  'account',
  'search',
  'all',
  'dry-run',
  'yes',
] as const satisfies OptionName[];
/** Options that select keys in place of arguments. */
export const FILTER_OPTIONS = ['status', 'expires-within', 'account', 'search'] as const satisfies OptionName[];

/**
 * Switches of the program itself, which it reads before any command; a command ignores them. Those with a value need `=`:
 * Chromium ignores a value that is an argument of its own.
 */
export const PROGRAM_SWITCHES: Readonly<Record<string, 'switch' | 'value'>> = {
  'user-data-dir': 'value',
  'ozone-platform': 'value',
  'no-sandbox': 'switch',
  'disable-gpu': 'switch',
};
