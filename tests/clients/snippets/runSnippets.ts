/**
 * Runs the snippets that KeyDesk hands over, from the very text that it renders, against the embedded platform with the
 * requests that are hard to sign, and against a server that only checks signatures at addresses that the platform does
 * not have. Prints a table. Parameters name kinds of snippets; without them all are run.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { renderSnippet, type SnippetValues } from '../../../electron/services/handOver/snippets/renderSnippet.ts';
import { endWithNpm } from '../../../scripts/npmParent.mjs';
import { DEFAULT_SERVICE_PATH } from '../../../shared/model/connection.ts';
import { SNIPPET_KINDS, type SnippetKind } from '../../../shared/model/snippet.ts';
import { startPlatformCommand } from '../../harness/platformCommand.ts';
import { HARD_CALLS, LIST } from '../calls.ts';
import { NODE_MODULES, PROGRAMS, type ShownResponse, type SnippetProgram } from './programs.ts';
import { startSignatureServer } from './signatureServer.ts';

/** A call, and what its response contains. */
interface ExpectedCall extends Required<Pick<SnippetValues, 'address' | 'call'>> {
  readonly name: string;
  readonly status: number;
  readonly text: string;
}

/** How many programs run at the same time. */
const PARALLEL = 3;
const PORT_OF_HTTP = 80;
const HARD_QUERY = '?имя=Пётр Ильич&a=1+2&b=[1]&c=x|y&d=%2fa%2Fb&e="é"<>{x}&f=10:20,30$';

endWithNpm();
const wanted = process.argv.slice(2);
const runnable = SNIPPET_KINDS.filter((kind) => kind in PROGRAMS);
const unknown = wanted.filter((name) => runnable.every((kind) => kind !== name));
if (unknown.length > 0) {
  process.stderr.write(`No snippet has the name ${unknown.join(', ')}. The names are ${runnable.join(', ')}.\n`);
  process.exit(2);
}
const kinds = runnable.filter((kind) => wanted.length === 0 || wanted.includes(kind));
const root = mkdtempSync(join(tmpdir(), 'keydesk-snippets-'));
if (NODE_MODULES !== null) {
  symlinkSync(NODE_MODULES, join(root, 'node_modules'));
}
const platform = await startPlatformCommand(['--sample']);
const expirationDate = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString();
const key = (await platform.call('Create', { AccountId: 'account.1', ExpirationDate: expirationDate })) as {
  readonly Token: string;
  readonly SecretKey: string;
};
const onIPv6 = await startSignatureServer('::1', 0, key.SecretKey);
// Ports below 1024 are for the administrator.
const onPort80 = await startSignatureServer('127.0.0.1', PORT_OF_HTTP, key.SecretKey).catch(() => null);
const failures: string[] = [];
const rows: string[][] = [];
let passed = 0;
try {
  const calls = expectedCalls();
  for (const kind of kinds) {
    const program = PROGRAMS[kind] as SnippetProgram;
    const found = await inParallel(calls, (call, index) => tryCall(kind, program, call, index));
    const wrong = found.filter((failure) => failure !== null);
    failures.push(...wrong);
    passed += calls.length - wrong.length;
    rows.push([kind, versionOf(program), `${calls.length - wrong.length} of ${calls.length} let in`]);
  }
} finally {
  onIPv6.close();
  onPort80?.close();
  await platform.stop();
  rmSync(platform.dataFolder, { recursive: true });
  rmSync(root, { recursive: true });
}
process.stdout.write(`${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`);
process.stdout.write(failures.map((failure) => `FAILED ${failure}\n`).join(''));
process.stdout.write(`${passed} passed, ${failures.length} failed\n`);
process.exitCode = failures.length === 0 ? 0 : 1;

function expectedCalls(): readonly ExpectedCall[] {
  const { address } = platform;
  const hard = HARD_CALLS.map(({ target, body, text: expected }) => ({
    name: target,
    address,
    call: { method: 'POST', path: target, body: body ?? '' },
    status: 200,
    text: expected,
  }));
  // Methods are called with POST only, which the platform says after authentication.
  const get = { name: 'GET', address, call: { method: 'GET', path: `${LIST}${HARD_QUERY}`, body: '' }, status: 404 };
  const elsewhere = [
    ['IPv6 and a path prefix', `http://[::1]:${onIPv6.port}/erp/prod/`],
    ...(onPort80 === null ? [] : [['default port', `http://127.0.0.1:${PORT_OF_HTTP}`]]),
  ].map(([name = '', other = '']) => ({
    name,
    address: other,
    call: { method: 'PUT', path: `/a/б${HARD_QUERY}`, body: `{"q": "'$\\\\%s\`é"}` },
    status: 200,
    text: 'PUT ',
  }));
  return [...hard, { ...get, text: 'UnknownMethod' }, ...elsewhere];
}

/** Makes one call with a snippet in a folder of its own; returns what failed, or `null`. */
async function tryCall(
  kind: SnippetKind,
  program: SnippetProgram,
  { name, address, call, status, text: expected }: ExpectedCall,
  index: number,
): Promise<string | null> {
  const folder = join(root, `${kind}${index}`);
  mkdirSync(folder);
  const values = { address, servicePath: DEFAULT_SERVICE_PATH, token: key.Token, secret: key.SecretKey };
  for (const part of renderSnippet(kind, { ...values, language: index % 2 === 0 ? 'en' : 'ru', call })) {
    writeFileSync(join(folder, part.name), part.text);
  }
  let output = '';
  let response: ShownResponse;
  try {
    for (const command of program.commands) {
      output = await run(command, folder);
    }
    response = program.read(output, folder);
  } catch (error) {
    return `${kind}: ${name}: ${error} ${output}`;
  }
  return response.status === status && response.text.includes(expected)
    ? null
    : `${kind}: ${name}: ${response.status} ${response.text}`;
}

/** Runs a program in a folder; returns what it printed, errors included. */
async function run([program, ...parameters]: readonly [string, ...string[]], cwd: string): Promise<string> {
  const child = spawn(program, parameters, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await ended;
  return output === '' ? errors : output;
}

/** Applies a function to all items, {@link PARALLEL} at a time, and returns the results in order. */
async function inParallel<Item, Value>(
  items: readonly Item[],
  apply: (item: Item, index: number) => Promise<Value>,
): Promise<readonly Value[]> {
  const values: Value[] = [];
  const queue = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of queue) {
      values[index] = await apply(item, index);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return values;
}

function versionOf({ version: [program, ...parameters] }: SnippetProgram): string {
  const { stdout } = spawnSync(program, parameters, { encoding: 'utf8' });
  return /\d+(?:\.\d+)+/.exec(stdout)?.[0] ?? '?';
}
