import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, expect, inject, onTestFinished } from 'vitest';
import type { RunningPlatform } from '../../../electron/platform/startPlatform.ts';
import { createDatabase } from '../../harness/postgres.ts';
import { ADMIN_PASSWORD } from './platformClient.ts';

const COMMAND = join(import.meta.dirname, '../../../electron/platform/platformCommand.ts');

/** A process of the platform command. */
export interface Command {
  readonly child: ChildProcess;
  /** The output so far. */
  readonly output: { stdout: string; stderr: string };
  /** Resolves to the exit code when the process has ended and its output has been read. */
  readonly ended: Promise<number | null>;
}

/** A process of the platform command that is ready. */
export interface ReadyCommand extends Command {
  /** The parsed ready line. */
  readonly ready: { readonly url: string; readonly admin: { readonly password: string } };
  readonly platform: RunningPlatform;
}

/** Returns the URL of an empty database, or undefined if the tests run on SQLite. */
export async function newDatabaseUrl(): Promise<string | undefined> {
  const server = inject('postgresUrl');
  return server === undefined ? undefined : createDatabase(server);
}

/** Returns the options for a database. */
export function placeOptions(folder: string, databaseUrl: string | undefined): readonly string[] {
  return ['--data', folder, ...(databaseUrl === undefined ? [] : ['--database', databaseUrl])];
}

/** Runs the platform command. */
function runCommand(parameters: readonly string[], password: string | null = ADMIN_PASSWORD): Command {
  return followProcess(process.execPath, [COMMAND, ...parameters], password);
}

/** Runs the platform command to its end. @returns the exit code and the output. */
export async function runToEnd(parameters: readonly string[]) {
  const { ended, output } = runCommand(parameters);
  return { code: await ended, ...output };
}

/** Runs the platform command on a free port and waits for its ready line. */
export function startCommand(
  parameters: readonly string[],
  password: string | null = ADMIN_PASSWORD,
): Promise<ReadyCommand> {
  return untilReady(runCommand(['--port', '0', ...parameters], password));
}

/** Processes started outside of a test, for all tests of a file. */
const shared: ChildProcess[] = [];
afterAll(() => {
  for (const child of shared) {
    child.kill('SIGKILL');
  }
});

/** Runs a program that runs the platform command. It is killed at the end of the test, or of the file. */
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

/** Waits for the ready line of a process. @throws Error with its standard error output if it ends before. */
export async function untilReady(command: Command): Promise<ReadyCommand> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  command.child.stdout?.on('data', () => resolve());
  command.ended.then(() => reject(new Error(command.output.stderr)), reject);
  await promise;
  const ready = JSON.parse(command.output.stdout);
  // The test client needs only the address.
  const platform = { address: String(ready.url), adminPassword: null, stop: async () => {} };
  return { ...command, ready, platform };
}
