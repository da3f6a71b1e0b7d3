import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { readPaste } from '../../electron/services/doctor/paste/readPaste.ts';
import { endWithNpm } from '../../scripts/npmParent.mjs';
import { type StandalonePlatform, startPlatformCommand } from '../harness/platformCommand.ts';
import { BODY, type Call, LIST } from './calls.ts';
import { CLIENTS, type Client } from './clients.ts';
import { RECORDINGS, type Recording } from './recordings.ts';
import { verboseCommand } from './verboseClients.ts';

/**
 * Records what common HTTP clients print of requests with the usual mistakes and of correct ones (`npm run clients -- --record`),
 * as the texts on which the doctor is tested: `tests/fixtures/doctor/NAME.txt`, and what they are in `NAME.json`. The keys are
 * of a platform that is deleted afterwards. Parameters name clients or recordings; without them everything is recorded.
 */

const ROOT = join(import.meta.dirname, '../..');
const FIXTURES = join(ROOT, 'tests/fixtures/doctor');
const RIGHT: Call = { variant: '', target: `${LIST}?name=Пётр Ильич&a[]=1`, body: BODY };

interface Key {
  readonly Token: string;
  readonly SecretKey: string;
}

endWithNpm();
const wanted = process.argv.slice(2);
const recordings = RECORDINGS.filter(
  ({ name, client }) => wanted.length === 0 || wanted.some((one) => one === name || one === client),
);
mkdirSync(FIXTURES, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'keydesk-recording-'));
const platform = await startPlatformCommand(['--sample']);
try {
  for (const recording of recordings) {
    await record(recording);
  }
} finally {
  await platform.stop();
  rmSync(platform.dataFolder, { recursive: true });
  rmSync(folder, { recursive: true });
}
process.stdout.write(`${recordings.length} recorded\n`);

async function record(recording: Recording): Promise<void> {
  const client = CLIENTS.find(({ name }) => name === recording.client);
  const call = recording.variant === '' ? RIGHT : client?.variants.find(({ variant }) => variant === recording.variant);
  if (client === undefined || call === undefined) {
    throw new Error(`${recording.name}: there is no such client or variant.`);
  }
  const key = await createKey(platform);
  const { version, text } = await run(client, recording.way, call, key);
  requireNeutral(recording.name, text);
  const [request] = readPaste(text).requests;
  const facts = {
    format: request?.format ?? null,
    client: client.name,
    version,
    variant: recording.variant,
    expected: recording.expected,
    needsSecret: recording.needsSecret,
    token: key.Token,
    secretKey: key.SecretKey,
    recordedAt: new Date().toISOString(),
  };
  writeFileSync(join(FIXTURES, `${recording.name}.txt`), text);
  writeFileSync(join(FIXTURES, `${recording.name}.json`), `${JSON.stringify(facts, null, 2)}\n`);
  process.stdout.write(`${recording.name}: ${client.name} ${version}, ${text.length} characters\n`);
}

/** Runs a client with one request. What it prints is between its version and the response, which `runClients.ts` describes. */
async function run(client: Client, way: string | undefined, { variant, target, body }: Call, key: Key) {
  const { command, env, output: where } = verboseCommand(client, way);
  const fields = [
    [platform.address, key.Token, key.SecretKey],
    [variant, target, body],
  ];
  const lines = fields.map((line) =>
    line.map((field) => (field === null ? '-' : Buffer.from(field).toString('base64'))).join('\t'),
  );
  const [program, ...parameters] = command;
  const child = spawn(program, parameters, {
    stdio: 'pipe',
    env: {
      ...process.env,
      ...{ NODE_NO_WARNINGS: '1', KEYDESK_FOLDER: folder, TOKEN: key.Token, SECRET: key.SecretKey },
      ...env,
    },
  });
  await once(child, 'spawn');
  child.stdin.end(`${lines.join('\n')}\n`);
  const [stdout, stderr] = await Promise.all([textOf(child.stdout), textOf(child.stderr)]);
  const printed = stdout.split('\n');
  const version = printed.find((line) => /^\d+(?:\.\d+)+$/.test(line)) ?? '';
  const response = printed.find((line) => /^\d{1,3}\t/.test(line)) ?? '';
  const rest = printed.filter((line) => line !== version && line !== response).join('\n');
  const shown = Buffer.from(response.split('\t')[1] ?? '', 'base64').toString('utf8');
  const output = where === 'response' ? shown : `${rest.trim()}\n${stderr}`.trimStart();
  return { version, text: withoutPlaces(where === 'request only' ? `${output}${shown}\n` : output) };
}

/** Files that a client names have no place of this computer. */
function withoutPlaces(text: string): string {
  return text.replace(/[^\s"'=@:]*\/keydesk-(?:clients|recording)-\w+\//g, './').replaceAll(`${homedir()}/`, '~/');
}

/** @throws Error for a text that names this computer or its user. */
function requireNeutral(name: string, text: string): void {
  const words = new Set(text.split(/[^\w.-]+/));
  const found =
    [ROOT, `${tmpdir()}/`, homedir()].find((path) => text.includes(path)) ??
    [hostname(), userInfo().username].find((word) => words.has(word));
  if (found !== undefined) {
    throw new Error(`${name}: the text names "${found}" of this computer.`);
  }
}

async function createKey({ call }: StandalonePlatform): Promise<Key> {
  const ExpirationDate = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString();
  return (await call('Create', { AccountId: 'account.1', ExpirationDate })) as Key;
}
