import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { findFreePort } from '../../scripts/freePort.mjs';
import type { CertifiedKey } from './testCertificates.ts';

/** A private PostgreSQL server for tests. */
export interface PrivatePostgres {
  /** URL of its maintenance database, including the password. */
  readonly url: string;
  /** Stops the server and closes all connections; its data stays. */
  pause(): Promise<void>;
  /** Starts the server again on the same port and data. */
  resume(): Promise<void>;
  /** Makes the server accept connections over TLS only, with a certificate. */
  requireTls(certificate: CertifiedKey): Promise<void>;
  /** Kills the server without a shutdown. */
  kill(): Promise<void>;
  /** Stops the server and removes its files. */
  stop(): Promise<void>;
}

/** The folders and the user of a server. */
interface ServerPlace {
  /** Contains the socket and other files of the server. */
  readonly folder: string;
  /** Data folder of the cluster; does not exist yet. */
  readonly data: string;
  /** Working folder and user of the server's programs. */
  readonly options: { readonly cwd: string; readonly uid?: number; readonly gid?: number };
}

const START_LIMIT_MS = 20_000;
/** Debian has the programs of each version here, not on the search path. */
const VERSIONS_FOLDER = '/usr/lib/postgresql';

/** Starts a PostgreSQL server with an empty cluster and a new password, on a free port of 127.0.0.1. */
export async function startPostgres(): Promise<PrivatePostgres> {
  const place = newPlace();
  const password = randomBytes(18).toString('base64url');
  const passwordFile = join(place.folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(place.options, passwordFile);
  const cluster = ['--pgdata', place.data, '--username=keydesk', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'];
  runProgram('initdb', [...cluster, '--auth=scram-sha-256', `--pwfile=${passwordFile}`], place);
  return serve(place, password);
}

/** Creates the folders of a server. For root they belong to the user `postgres`, because PostgreSQL does not run as root. */
export function newPlace(): ServerPlace {
  // Not in TMPDIR, which the user `postgres` may not be able to enter.
  const folder = mkdtempSync('/tmp/keydesk-postgres-');
  const user = process.getuid?.() === 0 ? findUser('postgres') : {};
  const place = { folder, data: join(folder, 'data'), options: { cwd: folder, ...user } };
  giveTo(place.options, folder);
  return place;
}

function giveTo({ uid, gid }: ServerPlace['options'], path: string): void {
  if (uid !== undefined && gid !== undefined) {
    chownSync(path, uid, gid);
  }
}

/** Runs a program of PostgreSQL. @throws Error if it fails. */
export function runProgram(
  name: string,
  parameters: readonly string[],
  { options }: ServerPlace,
  password?: string,
): void {
  const env = password === undefined ? process.env : { ...process.env, PGPASSWORD: password };
  execFileSync(program(name), parameters, { ...options, env, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Starts the server of an existing cluster on a free port. */
export async function serve({ folder, data, options }: ServerPlace, password: string): Promise<PrivatePostgres> {
  const port = await findFreePort();
  // Test data need not survive a crash of the machine.
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
    requireTls: async ({ cert, key }) => {
      for (const [name, text] of Object.entries({
        [join(data, 'server.crt')]: cert,
        [join(data, 'server.key')]: key,
        [join(data, 'pg_hba.conf')]: 'hostssl all all 127.0.0.1/32 scram-sha-256\n',
      })) {
        writeFileSync(name, text, { mode: 0o600 });
        giveTo(options, name);
      }
      await execute(url, 'alter system set ssl = on');
      await execute(url, 'select pg_reload_conf()');
      // New connections without TLS are rejected as soon as the files are read.
      const accepts = () =>
        execute(url, 'select 1').then(
          () => true,
          () => false,
        );
      while (await accepts()) {
        await delay(20);
      }
    },
    kill: async () => {
      const sharedMemory = sharedMemoryOf(data);
      await end('SIGKILL');
      // Left behind by the killed server; the number of segments is limited.
      execFileSync('ipcrm', ['-m', sharedMemory]);
    },
    stop: async () => {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Id of the shared memory with which a running server locks its data folder. */
function sharedMemoryOf(data: string): string {
  const [, , , , , , locked = ''] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  return locked.trim().split(/\s+/)[1] ?? '';
}

/** Creates an empty database; returns its URL. */
export function createDatabase(serverUrl: string): Promise<string> {
  return createFrom(serverUrl, 'template1');
}

/** Copies a database without connections on its server; returns the URL of the copy. */
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

/** Runs statements on a database, without its platform. */
export async function execute(url: string, statements: string): Promise<void> {
  await withClient(url, (client) => client.query(statements));
}

/** Runs a statement and returns the first value of its first row. */
export async function queryOne(url: string, statement: string): Promise<unknown> {
  const { rows } = await withClient(url, (client) => client.query({ text: statement, rowMode: 'array' }));
  return rows[0]?.[0];
}

async function withClient<Value>(url: string, use: (client: Client) => Promise<Value>): Promise<Value> {
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

/** Waits until a server that was just started accepts connections. @throws Error if it ends or takes too long. */
export async function waitUntilReady(server: ChildProcess, url: string): Promise<void> {
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
