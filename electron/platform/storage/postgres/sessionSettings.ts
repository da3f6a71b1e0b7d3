import { escapeLiteral } from 'pg';
import { PlatformStartError } from '../../platformStartError.ts';

/** Time limit of a statement. */
const STATEMENT_LIMIT = '20s';
/**
 * Time after which the server aborts an idle transaction, for example of a stopped process, because it blocks others.
 */
const IDLE_TRANSACTION_LIMIT = '10s';

/** Settings of every session unless the address has others, in the form in which the server displays them. */
export const SESSION_LIMITS: ReadonlyMap<string, string> = new Map([
  ['statement_timeout', STATEMENT_LIMIT],
  ['idle_in_transaction_session_timeout', IDLE_TRANSACTION_LIMIT],
]);

/**
 * Reads the parameter `options`: `-c name=value` or `--name=value`, separated by spaces; a backslash precedes a space or
 * backslash in a value. Source: https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNECT-OPTIONS
 * @throws PlatformStartError for anything else.
 */
export function readSettings(options: string): ReadonlyMap<string, string> {
  const words = [...options.matchAll(/(?:\\.|[^\s\\])+/gs)].map(([word]) => word.replaceAll(/\\(.)/gs, '$1'));
  const settings = new Map<string, string>();
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    const text = word === '-c' ? (words[++index] ?? '') : word.replace(/^(?:-c|--)/, '');
    const [, name = '', value = ''] = /^([a-z_][\w.-]*)=(.*)$/is.exec(text) ?? [];
    if (name === '' || (word !== '-c' && text === word)) {
      throw new PlatformStartError(
        'The address of the database is not valid: options takes "-c name=value" only, for example options=-c%20search_path%3Dkeydesk.',
      );
    }
    settings.set(name.toLowerCase().replaceAll('-', '_'), value);
  }
  return settings;
}

/** Returns the parameter `options` for settings. */
export function toOptions(settings: ReadonlyMap<string, string>): string {
  return [...settings].map(([name, value]) => `-c ${name}=${value.replaceAll(/[\\\s]/g, '\\$&')}`).join(' ');
}

/** Returns a condition in SQL that is true in a session that has the settings. */
export function hasSettings(settings: ReadonlyMap<string, string>): string {
  return [...settings]
    .map(([name, value]) => `current_setting(${escapeLiteral(name)}, true) = ${escapeLiteral(value)}`)
    .join(' and ');
}

/** Returns a statement that makes the settings for the current transaction. */
export function setForTransaction(settings: ReadonlyMap<string, string>): string {
  return `select ${[...settings]
    .map(([name, value]) => `set_config(${escapeLiteral(name)}, ${escapeLiteral(value)}, true)`)
    .join(', ')}`;
}
