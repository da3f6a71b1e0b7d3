import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Connection } from './connection.ts';
import { basicRequest, type SigningKey, signedRequest } from './requests.ts';

const COMMAND = join(import.meta.dirname, '../../../out/main/platformCommand.js');
/** Password of `admin` on every platform of the bench. */
const PASSWORD = 'bench';
/** Folder of everything that the bench leaves on the disk. */
const root = mkdtempSync(join(tmpdir(), 'keydesk-bench-'));
const running = new Set<ChildProcess>();

process.on('exit', () => {
  for (const child of running) {
    child.kill('SIGKILL');
  }
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => process.exit(1));
}

/** A server of the bench, in a process of its own. */
export interface Server {
  readonly port: number;
  /** From starting the process to its ready line, in milliseconds. */
  readonly startMs: number;
  stop(): Promise<void>;
}

/** Gives the path of a new folder. */
export function newFolder(): string {
  return join(mkdtempSync(join(root, 'data-')), 'data');
}

/** How a program is started. */
export interface StartOptions {
  readonly parameters?: readonly string[];
  /** What it reads from standard input. */
  readonly input?: string;
  /** Password of `admin`; `null` leaves the one that the data has. */
  readonly password?: string | null;
}

/** Starts a program and waits for its first line: JSON with the port, or with the address as `url`. */
export async function startServer(
  program: string,
  { parameters = [], input = '', password = null }: StartOptions,
): Promise<Server> {
  const { KEYDESK_ADMIN_PASSWORD: _unused, ...environment } = process.env;
  const start = performance.now();
  const child = spawn(process.execPath, [program, ...parameters], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: password === null ? environment : { ...environment, KEYDESK_ADMIN_PASSWORD: password },
  });
  running.add(child);
  child.stdin.end(input);
  for await (const line of createInterface({ input: child.stdout })) {
    const startMs = performance.now() - start;
    const { url, port } = JSON.parse(line) as { readonly url?: string; readonly port?: number };
    return { port: port ?? Number(new URL(url ?? '').port), startMs, stop: () => stop(child) };
  }
  throw new Error(`${program} ended before it was ready.`);
}

/** Starts the built platform on a folder, as `npm run platform` does, and gives `admin` the password of the bench. */
export function startPlatform(folder: string, parameters: readonly string[] = []): Promise<Server> {
  return startServer(COMMAND, { parameters: ['--port', '0', '--data', folder, ...parameters], password: PASSWORD });
}

/** Starts the built platform again on a folder that it has filled. */
export function restartPlatform(folder: string): Promise<Server> {
  return startServer(COMMAND, { parameters: ['--port', '0', '--data', folder] });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    throw new Error('A server has ended before it was told to.');
  }
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  running.delete(child);
}

/** Makes a key for `admin` with which requests can be signed. */
export async function createSigningKey(server: Server): Promise<SigningKey> {
  const creation = { AccountId: 'account.1', ExpirationDate: new Date(Date.now() + 86_400_000).toISOString() };
  const connection = await Connection.open(server.port);
  const answer = await connection.request(basicRequest(server.port, PASSWORD, 'Create', creation));
  connection.close();
  return JSON.parse(answer.body.toString('utf8'));
}

/** A client that calls methods one after the other and measures each. */
export class TimedClient {
  readonly #server: Server;
  readonly #key: SigningKey;
  readonly #connection: Connection;

  private constructor(server: Server, key: SigningKey, connection: Connection) {
    this.#server = server;
    this.#key = key;
    this.#connection = connection;
  }

  /** Connects with a key of its own. */
  static async open(server: Server): Promise<TimedClient> {
    return new TimedClient(server, await createSigningKey(server), await Connection.open(server.port));
  }

  /** Calls a method; gives the parsed answer, its size in bytes and the time it took in milliseconds. */
  async call<Answer>(method: string, body: object = {}): Promise<{ answer: Answer; bytes: number; ms: number }> {
    const request = signedRequest(this.#server.port, this.#key, method, body);
    const start = performance.now();
    const { body: text, size } = await this.#connection.request(request);
    const ms = performance.now() - start;
    return { answer: JSON.parse(text.toString('utf8')), bytes: size, ms };
  }

  /** Ends the connection. */
  close(): void {
    this.#connection.close();
  }
}
