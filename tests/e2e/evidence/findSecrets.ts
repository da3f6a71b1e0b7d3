import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { filesBelow } from '../../harness/filesWith.ts';
import { TextFinder } from '../../harness/textFinder.ts';

/** What a search through everything that the starts of a run left behind saw. */
export interface SecretSearch {
  /** Starts of the application. */
  readonly starts: number;
  /** Calls of the page and messages to it. */
  readonly calls: number;
  /** Different secrets that were searched for. */
  readonly secrets: number;
  readonly files: number;
  readonly bytes: number;
  /** Where a secret was found, and which one, without the secret itself. */
  readonly found: readonly string[];
}

interface Call {
  readonly channel: string;
  readonly input?: readonly unknown[];
  readonly answer?: unknown;
  readonly message?: readonly unknown[];
}

/** Calls by which the user hands a password, a secret key or a passphrase to main. */
const TAKES_SECRET = [
  'connections:add',
  'connections:change',
  'connections:test',
  'lock:unlock',
  'lock:setPassphrase',
  'lock:removePassphrase',
];
/** The one call that answers with a secret key. */
const GIVES_SECRET = 'keys:reveal';
const SECRET_FIELDS = ['password', 'passphrase', 'current', 'next', 'secretKey'];
/** A shorter password was made up for a form; chance finds it in a text. In UTF-16 code units. */
const MIN_SECRET_LENGTH = 12;

/**
 * Searches data folders, pages, output and calls of every start for every secret of the run: those that the tests have
 * named, and those that went through the calls. A call may hold one only where it is meant to.
 * @param folder one that `evidenceFolder.ts` describes.
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

function secretsOf({ channel, input, answer }: Call): [secret: string, name: string][] {
  const carriers = [...(TAKES_SECRET.includes(channel) ? (input ?? []) : []), channel === GIVES_SECRET ? answer : null];
  return carriers.flatMap(secretFields).map((secret) => [secret, `what went through ${channel}`]);
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

/** The call without the part that is meant to hold a secret. */
function withoutExpected(call: Call): object {
  return {
    ...call,
    input: TAKES_SECRET.includes(call.channel) ? [] : call.input,
    answer: call.channel === GIVES_SECRET ? null : call.answer,
  };
}

function readLines(file: string): unknown[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}
