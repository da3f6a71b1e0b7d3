import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort } from '../../scripts/freePort.mjs';
import { newPlace, waitUntilReady } from './postgres.ts';

/** A private PgBouncer for tests. */
export interface PgBouncer {
  /** Returns the address of a database through the pooler. */
  through(databaseUrl: string): string;
  /** Kills the pooler and starts it again on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the installed PgBouncer in front of a server, with its default settings except for those given. */
export async function startPgBouncer(
  serverUrl: string,
  settings: Readonly<Record<string, string>>,
): Promise<PgBouncer> {
  const { folder, options } = newPlace();
  const { hostname, port: serverPort, username, password } = new URL(serverUrl);
  const port = String(await findFreePort());
  const users = join(folder, 'users.txt');
  writeFileSync(users, `"${username}" "${password}"\n`);
  const all = {
    listen_addr: '127.0.0.1',
    listen_port: port,
    unix_socket_dir: '',
    auth_type: 'scram-sha-256',
    auth_file: users,
    ...settings,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name} = ${value}`);
  const file = join(folder, 'pgbouncer.ini');
  writeFileSync(file, `[databases]\n* = host=${hostname} port=${serverPort}\n[pgbouncer]\n${lines.join('\n')}\n`);
  const through = (databaseUrl: string) => Object.assign(new URL(databaseUrl), { port }).href;
  let pooler: ChildProcess;
  const start = async () => {
    const program = existsSync('/usr/sbin/pgbouncer') ? '/usr/sbin/pgbouncer' : 'pgbouncer';
    pooler = spawn(program, ['--quiet', file], { ...options, stdio: 'ignore' });
    await waitUntilReady(pooler, through(serverUrl));
  };
  const end = async () => {
    const ended = once(pooler, 'exit');
    pooler.kill('SIGKILL');
    await ended;
  };
  await start();
  return {
    through,
    restart: async () => {
      await end();
      await start();
    },
    stop: async () => {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
