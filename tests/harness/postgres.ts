import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';

/** A private PostgreSQL server of the tests. */
export interface PrivatePostgres {
  /** URL of its maintenance database, password included. */
  readonly url: string;
  /** Ends the server, cutting all connections; its data stays. */
  pause(): Promise<void>;
  /** Starts the server again at the same place. */
  resume(): Promise<void>;
  /** Kills the server, which finishes and tells nobody anything. */
  kill(): Promise<void>;
  /** Ends the server and removes its files. */
  stop(): Promise<void>;
}

/** Where a server keeps its data, and as whom its programs run. */
export interface ServerPlace {
  /** For the socket, and whatever else the server needs. */
  readonly folder: string;
  /** The data folder of the cluster, not there yet. */
  readonly data: string;
  /** What the programs of the server are started with: working folder and user. */
  readonly options: { readonly cwd: string; readonly uid?: number; readonly gid?: number };
}

const START_LIMIT_MS = 20_000;
/** Where Debian keeps the programs of each version; they are not on the search path. */
const VERSIONS_FOLDER = '/usr/lib/postgresql';

/**
 * Starts a PostgreSQL server with an empty cluster, on a free port of this machine, for nobody else: with a password
 * made just now.
 */
export async function startPostgres(): Promise<PrivatePostgres> {
  const place = newPlace();
  const password = randomBytes(18).toString('base64url');
  const passwordFile = join(place.folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(place, passwordFile);
  const cluster = ['--pgdata', place.data, '--username=keydesk', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'];
  runProgram('initdb', [...cluster, '--auth=scram-sha-256', `--pwfile=${passwordFile}`], place);
  return serve(place, password);
}

/** Makes the place of a server. As root it belongs to the user `postgres`, since PostgreSQL refuses to run as root. */
export function newPlace(): ServerPlace {
  // Not in the folder for temporary files of this run, which the user `postgres` may not be able to enter.
  const folder = mkdtempSync('/tmp/keydesk-postgres-');
  const user = process.getuid?.() === 0 ? findUser('postgres') : {};
  const place = { folder, data: join(folder, 'data'), options: { cwd: folder, ...user } };
  giveTo(place, folder);
  return place;
}

function giveTo({ options: { uid, gid } }: ServerPlace, path: string): void {
  if (uid !== undefined && gid !== undefined) {
    chownSync(path, uid, gid);
  }
}

/** Runs a program of PostgreSQL to its end, with the password that it needs, if any. @throws Error when it fails. */
export function runProgram(
  name: string,
  parameters: readonly string[],
  { options }: ServerPlace,
  password?: string,
): void {
  const env = password === undefined ? process.env : { ...process.env, PGPASSWORD: password };
  execFileSync(program(name), parameters, { ...options, env, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Starts the server of the cluster at a place, on a free port. */
export async function serve({ folder, data, options }: ServerPlace, password: string): Promise<PrivatePostgres> {
  const port = await findFreePort();
  // Nothing of a test survives a crash of the machine, so nothing waits for the disk.
  const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: folder, fsync: 'off' };
  const parameters = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const url = `postgres://keydesk:${password}@127.0.0.1:${port}/postgres`;
  let server: ChildProcess | null = null;
  const resume = async () => {
    server = spawn(program('postgres'), ['-D', data, ...parameters], { ...options, stdio: 'ignore' });
    await waitUntilReady(server, url);
  };
  const end = async (signal: NodeJS.Signals) => {
    const running = server;
    server = null;
    if (running !== null) {
      const ended = once(running, 'exit');
      running.kill(signal);
      await ended;
    }
  };
  await resume();
  return {
    url,
    pause: () => end('SIGINT'),
    resume,
    kill: async () => {
      const sharedMemory = sharedMemoryOf(data);
      await end('SIGKILL');
      // What it would have removed itself, and what the machine has a limited number of.
      execFileSync('ipcrm', ['-m', sharedMemory]);
    },
    stop: async () => {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The id of the shared memory by which a running server locks its data folder. */
function sharedMemoryOf(data: string): string {
  const [, , , , , , locked = ''] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  return locked.trim().split(/\s+/)[1] ?? '';
}

/** Makes an empty database on a server and gives its URL. */
export function createDatabase(serverUrl: string): Promise<string> {
  return createFrom(serverUrl, 'template1');
}

/** Copies a database to which nobody is connected, on the same server, and gives the URL of the copy. */
export function copyDatabase(databaseUrl: string): Promise<string> {
  const serverUrl = new URL(databaseUrl);
  const template = serverUrl.pathname.slice(1);
  serverUrl.pathname = '/postgres';
  return createFrom(serverUrl.href, template);
}

async function createFrom(serverUrl: string, template: string): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await execute(serverUrl, `create database ${name} template ${template}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs one statement on a database, behind the back of whoever serves it. */
export function execute(url: string, statement: string): Promise<void> {
  return connected(url, async (client) => {
    await client.query(statement);
  });
}

/** Runs one statement as {@link execute} does, and gives the first value of its first row. */
export function queryOne(url: string, statement: string): Promise<unknown> {
  return connected(url, async (client) => {
    const { rows } = await client.query({ text: statement, rowMode: 'array' });
    return rows[0]?.[0];
  });
}

async function connected<Value>(url: string, use: (client: Client) => Promise<Value>): Promise<Value> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

function findUser(name: string): { readonly uid: number; readonly gid: number } {
  const read = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  return { uid: read('-u'), gid: read('-g') };
}

function program(name: string): string {
  const versions = existsSync(VERSIONS_FOLDER) ? readdirSync(VERSIONS_FOLDER) : [];
  const newest = versions.sort((one, other) => Number(other) - Number(one))[0];
  return newest === undefined ? name : join(VERSIONS_FOLDER, newest, 'bin', name);
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

async function waitUntilReady(server: ChildProcess, url: string): Promise<void> {
  const end = Date.now() + START_LIMIT_MS;
  for (;;) {
    try {
      await execute(url, 'select 1');
      return;
    } catch (error) {
      if (server.exitCode !== null || Date.now() > end) {
        throw error;
      }
      await delay(50);
    }
  }
}
