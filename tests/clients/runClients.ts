import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { endWithNpm } from '../../scripts/npmParent.mjs';
import { type StandalonePlatform, startPlatformCommand } from '../harness/platformCommand.ts';
import { type Call, HARD_CALLS } from './calls.ts';
import { CLIENTS, type Client } from './clients.ts';

/**
 * Tries other HTTP clients on the platform (`npm run clients`). Each client is a program in `programs/` with a signer of its
 * own. It reads lines of fields in base64, separated by tabs, `-` for no body: first address, token and secret key, then for
 * each request variant, target and body. It writes its version, then for each request the status (0 if nothing was sent) and
 * the body in base64.
 */

interface Response {
  readonly status: number;
  readonly text: string;
}

/** A call, and the response that it must get: one with `text` in its body. */
type ExpectedCall = Call & Response;

/** A row of the table. */
interface Row {
  readonly client: string;
  readonly request: string;
  readonly response: string;
  readonly calls: number;
  /** What failed, one line each. */
  readonly failures: readonly string[];
}

endWithNpm();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => CLIENTS.every((client) => client.name !== name));
if (unknown.length > 0) {
  const names = CLIENTS.map(({ name }) => `"${name}"`).join(', ');
  process.stderr.write(`No client has the name ${unknown.join(', ')}. The names are ${names}.\n`);
  process.exit(2);
}
const platform = await startPlatformCommand(['--sample']);
const rows: Row[] = [];
try {
  for (const client of CLIENTS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    rows.push(...(await tryClient(client)));
  }
} finally {
  await platform.stop();
  rmSync(platform.dataFolder, { recursive: true });
}
print(rows);

async function tryClient(client: Client): Promise<Row[]> {
  const hard = HARD_CALLS.map((call) => ({ ...call, status: 200 }));
  const groups: readonly { readonly request: string; readonly calls: readonly ExpectedCall[] }[] = [
    ...(client.isGeneral === false ? [] : [{ request: `${hard.length} hard requests`, calls: hard }]),
    ...client.variants.map((call) => ({ request: call.variant, calls: [call] })),
  ];
  const all = groups.flatMap(({ calls }) => calls);
  const { version, responses } = await serve(client, all);
  const responseTo = (call: ExpectedCall) => responses[all.indexOf(call)] ?? { status: 0, text: 'no response' };
  return groups.map(({ request, calls }) => {
    const failures = calls.flatMap((call) => {
      const { status, text: body } = responseTo(call);
      return status === call.status && body.includes(call.text)
        ? []
        : [`${client.name}: ${request}: ${status} ${body}`];
    });
    const [first] = calls;
    const letIn = `${calls.length - failures.length} let in`;
    const response = first === undefined || calls.length > 1 ? letIn : describe(responseTo(first));
    return { client: `${client.name} ${version}`, request, response, calls: calls.length, failures };
  });
}

/** Runs a client with a key of its own, since failed attempts are counted per key. */
async function serve(
  { command: [program, ...parameters] }: Client,
  calls: readonly Call[],
): Promise<{ readonly version: string; readonly responses: readonly Response[] }> {
  const key = await createKey(platform);
  const lines = [
    [platform.address, key.Token, key.SecretKey],
    ...calls.map(({ variant, target, body }) => [variant, target, body]),
  ].map((fields) => fields.map((field) => (field === null ? '-' : Buffer.from(field).toString('base64'))).join('\t'));
  const env = { ...process.env, NODE_NO_WARNINGS: '1' };
  const child = spawn(program, parameters, { stdio: ['pipe', 'pipe', 'inherit'], env });
  await once(child, 'spawn');
  // A client that fails at once does not read.
  child.stdin.on('error', () => {});
  child.stdin.end(`${lines.join('\n')}\n`);
  const [version = '', ...output] = (await text(child.stdout)).trimEnd().split('\n');
  const responses = output.map((line) => {
    const [status, body = ''] = line.split('\t');
    return { status: Number(status), text: Buffer.from(body, 'base64').toString('utf8') };
  });
  return { version, responses };
}

async function createKey({
  call,
}: StandalonePlatform): Promise<{ readonly Token: string; readonly SecretKey: string }> {
  const ExpirationDate = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString();
  return (await call('Create', { AccountId: 'account.1', ExpirationDate })) as Awaited<ReturnType<typeof createKey>>;
}

/** The status, and what an error response says: the message or, where the client shows no body, the challenge. */
function describe({ status, text: body }: Response): string {
  const [, message = body] =
    /"Message":"((?:[^"\\]|\\.)*)"/.exec(body) ?? /error_description="((?:[^"\\]|\\.)*)"/.exec(body) ?? [];
  return status === 200 ? '200 let in' : `${status} ${message.replaceAll('\\"', '"')}`;
}

function print(all: readonly Row[]): void {
  const lines = [{ client: 'client', request: 'request', response: 'response' }, ...all];
  const widthOf = (column: 'client' | 'request') => Math.max(...lines.map((line) => line[column].length));
  const [client, request] = [widthOf('client'), widthOf('request')];
  for (const line of lines) {
    process.stdout.write(`${line.client.padEnd(client)}  ${line.request.padEnd(request)}  ${line.response}\n`);
  }
  const failures = all.flatMap((row) => row.failures);
  const passed = all.reduce((sum, { calls }) => sum + calls, 0) - failures.length;
  process.stdout.write(`${failures.map((failure) => `FAILED ${failure}\n`).join('')}`);
  process.stdout.write(`${passed} passed, ${failures.length} failed\n`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}
