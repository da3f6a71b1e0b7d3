import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, expect, inject, onTestFinished } from 'vitest';
import type { RunningPlatform } from '../../../electron/platform/startPlatform.ts';
import { createDatabase } from '../../harness/postgres.ts';
import { ADMIN_PASSWORD } from './platformClient.ts';

const COMMAND = join(import.meta.dirname, '../../../electron/platform/platformCommand.ts');
/** The password of `admin` that the command is given, the one with which the client of the tests signs in. */
export const PASSWORD = ADMIN_PASSWORD;

/** A process of the platform command. */
export interface Command {
  readonly child: ChildProcess;
  /** Everything printed so far. */
  readonly output: { stdout: string; stderr: string };
  /** Resolves when the process has ended and everything it printed was read. */
  readonly ended: Promise<number | null>;
}

/** A process of the platform command that answers. */
export interface ReadyCommand extends Command {
  /** The parsed ready line. */
  readonly ready: { readonly url: string; readonly admin: { readonly password: string } };
  readonly platform: RunningPlatform;
}

/** Gives the URL of an empty database where the tests run on PostgreSQL. */
export async function newDatabaseUrl(): Promise<string | undefined> {
  const server = inject('postgresUrl');
  return server === undefined ? undefined : createDatabase(server);
}

/** The options that name the place of a database. */
export function placeOptions(folder: string, databaseUrl: string | undefined): readonly string[] {
  return ['--data', folder, ...(databaseUrl === undefined ? [] : ['--database', databaseUrl])];
}

/** Runs the platform command. */
export function runCommand(parameters: readonly string[], password: string | null = PASSWORD): Command {
  return followProcess(process.execPath, [COMMAND, ...parameters], password);
}

/** Runs the platform command on a free port and waits for its ready line. */
export function startCommand(parameters: readonly string[], password: string | null = PASSWORD): Promise<ReadyCommand> {
  return untilReady(runCommand(['--port', '0', ...parameters], password));
}

/** Processes that were started by a hook, for all tests of a file. */
const shared: ChildProcess[] = [];
afterAll(() => {
  for (const child of shared) {
    child.kill('SIGKILL');
  }
});

/** Runs a program that runs the platform command. It is killed when the test is over, or with the last of the file. */
export function followProcess(program: string, parameters: readonly string[], password: string | null): Command {
  const { KEYDESK_ADMIN_PASSWORD: _unused, ...env } = process.env;
  const child = spawn(program, parameters, {
    env: password === null ? env : { ...env, KEYDESK_ADMIN_PASSWORD: password },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    output.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.stderr += chunk;
  });
  if (expect.getState().currentTestName === undefined) {
    shared.push(child);
  } else {
    onTestFinished(() => void child.kill('SIGKILL'));
  }
  return { child, output, ended: once(child, 'close').then(([code]) => code as number | null) };
}

/** Waits for the ready line of a process. @throws Error with what it printed when it ends before. */
export async function untilReady(command: Command): Promise<ReadyCommand> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  command.child.stdout?.on('data', () => resolve());
  command.ended.then(() => reject(new Error(command.output.stderr)), reject);
  await promise;
  const ready = JSON.parse(command.output.stdout);
  // What the client of these tests needs of a platform is its address.
  const platform = { address: String(ready.url), adminPassword: null, stop: async () => {} };
  return { ...command, ready, platform };
}
