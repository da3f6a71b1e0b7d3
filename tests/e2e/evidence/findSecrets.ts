import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { filesBelow } from '../../harness/filesWith.ts';
import { TextFinder } from '../../harness/textFinder.ts';

/** Result of a search for secrets. */
interface SecretSearch {
  /** Number of starts of the application. */
  readonly starts: number;
  /** Number of calls of the page and messages to it. */
  readonly calls: number;
  /** Number of different secrets. */
  readonly secrets: number;
  readonly files: number;
  readonly bytes: number;
  /** Place and name of each secret found, without the secret itself. */
  readonly found: readonly string[];
}

interface Call {
  readonly channel: string;
  readonly input?: readonly unknown[];
  readonly response?: unknown;
  readonly message?: readonly unknown[];
}

/** Calls that pass a password, secret key or passphrase to main. */
const TAKES_SECRET = [
  'connections:add',
  'connections:change',
  'connections:test',
  'lock:unlock',
  'lock:setPassphrase',
  'lock:removePassphrase',
];
/** The only call that returns a secret key. */
const GIVES_SECRET = 'keys:reveal';
const SECRET_FIELDS = ['password', 'passphrase', 'current', 'next', 'secretKey'];
/** Shorter values are test input that occurs in other texts by chance. In UTF-16 code units. */
const MIN_SECRET_LENGTH = 12;

/**
 * Searches data folders, pages, output and calls of every start for every secret of the run: those registered by the tests
 * and those passed in calls. Calls may contain a secret only where it is expected.
 * @param folder see `evidenceFolder.ts`.
 */
export function findSecrets(folder: string): SecretSearch {
  const files = filesBelow(folder).filter((file) => dirname(file) !== folder);
  const transcripts = files.filter((file) => basename(file) === 'calls.jsonl');
  const calls = transcripts.flatMap((file) => readLines(file).map((line) => ({ file, call: line as Call })));
  const names = new Map([...calls.flatMap(({ call }) => secretsOf(call)), ...namedSecrets(folder)]);
  const finder = new TextFinder(names.keys());
  const describe = (place: string, content: Buffer): string[] =>
    [...finder.find(content)].map((secret) => `${place}: ${names.get(secret)}`);

  let bytes = 0;
  const inFiles = files
    .filter((file) => !transcripts.includes(file))
    .flatMap((file) => {
      const content = readFileSync(file);
      bytes += content.length;
      return describe(relative(folder, file), content);
    });
  const inCalls = calls.flatMap(({ file, call }) =>
    describe(`${relative(folder, file)} (${call.channel})`, Buffer.from(JSON.stringify(withoutExpected(call)))),
  );
  return {
    starts: readdirSync(folder).filter((name) => name.startsWith('start-')).length,
    calls: calls.length,
    secrets: names.size,
    files: files.length,
    bytes,
    found: [...inFiles, ...inCalls],
  };
}

function namedSecrets(folder: string): [secret: string, name: string][] {
  const file = join(folder, 'secrets.jsonl');
  const lines = existsSync(file) ? (readLines(file) as { what: string; secret: string }[]) : [];
  return lines.map(({ what, secret }) => [secret, what]);
}

function secretsOf({ channel, input, response }: Call): [secret: string, name: string][] {
  const carriers = [
    ...(TAKES_SECRET.includes(channel) ? (input ?? []) : []),
    channel === GIVES_SECRET ? response : null,
  ];
  return carriers.flatMap(secretFields).map((secret) => [secret, `passed with ${channel}`]);
}

function secretFields(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([name, field]) =>
    typeof field === 'string' && SECRET_FIELDS.includes(name) && field.length >= MIN_SECRET_LENGTH
      ? [field]
      : secretFields(field),
  );
}

/** The call without the part in which a secret is expected. */
function withoutExpected(call: Call): object {
  return {
    ...call,
    input: TAKES_SECRET.includes(call.channel) ? [] : call.input,
    response: call.channel === GIVES_SECRET ? null : call.response,
  };
}

function readLines(file: string): unknown[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}
