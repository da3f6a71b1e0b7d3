import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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
  /** Ends the server and removes its files. */
  stop(): Promise<void>;
}

const START_LIMIT_MS = 20_000;
/** Where Debian keeps the programs of each version; they are not on the search path. */
const VERSIONS_FOLDER = '/usr/lib/postgresql';

/**
 * Starts a PostgreSQL server with an empty cluster, on a free port of this machine, for nobody else: with a password
 * made just now. As root it runs as the user `postgres`, since PostgreSQL refuses to run as root.
 */
export async function startPostgres(): Promise<PrivatePostgres> {
  // Not in the folder for temporary files of this run, which the user `postgres` may not be able to enter.
  const folder = mkdtempSync('/tmp/keydesk-postgres-');
  const user = process.getuid?.() === 0 ? findUser('postgres') : null;
  const password = randomBytes(18).toString('base64url');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  for (const path of user === null ? [] : [folder, passwordFile]) {
    chownSync(path, user?.uid ?? 0, user?.gid ?? 0);
  }
  const options = { cwd: folder, ...(user ?? {}) };
  const data = join(folder, 'data');
  const cluster = ['--pgdata', data, '--username=keydesk', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'];
  execFileSync(program('initdb'), [...cluster, '--auth=scram-sha-256', `--pwfile=${passwordFile}`], {
    ...options,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
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
  const pause = async () => {
    const running = server;
    server = null;
    if (running !== null) {
      const ended = once(running, 'exit');
      running.kill('SIGINT');
      await ended;
    }
  };
  await resume();
  return {
    url,
    pause,
    resume,
    stop: async () => {
      await pause();
      rmSync(folder, { recursive: true, force: true });
    },
  };
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
export async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
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
