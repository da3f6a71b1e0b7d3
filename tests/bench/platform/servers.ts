import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { measuredFolder } from '../benchRun.ts';

const COMMAND = join(measuredFolder, 'out/main/platformCommand.js');
/** Holds everything that the benchmark writes to disk. */
const root = mkdtempSync(join(tmpdir(), 'keydesk-bench-'));
const running = new Set<ChildProcess>();

// With a preset password the platform would not print one.
delete process.env.KEYDESK_ADMIN_PASSWORD;
process.on('exit', () => {
  for (const child of running) {
    child.kill('SIGKILL');
  }
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => process.exit(1));
}

/** A server in its own process. */
export interface Server {
  readonly address: string;
  /** Milliseconds from process start to the ready line. */
  readonly startMs: number;
  /** Password of `admin`; empty unless this start created the database. */
  readonly password: string;
  stop(): Promise<void>;
}

/** Returns the path of a new data folder. */
export function newFolder(): string {
  return join(mkdtempSync(join(root, 'data-')), 'data');
}

/** Starts the built platform on a data folder. */
export function startPlatform(folder: string, parameters: readonly string[] = []): Promise<Server> {
  return startServer(COMMAND, ['--port', '0', '--data', folder, ...parameters]);
}

/** Starts a program and waits for its first line, which is JSON with its address. @param input its standard input. */
export async function startServer(program: string, parameters: readonly string[], input = ''): Promise<Server> {
  const start = performance.now();
  const child = spawn(process.execPath, [program, ...parameters], { stdio: ['pipe', 'pipe', 'inherit'] });
  running.add(child);
  child.stdin.end(input);
  for await (const line of createInterface({ input: child.stdout })) {
    const startMs = performance.now() - start;
    const { url, admin } = JSON.parse(line) as { readonly url: string; readonly admin?: { password?: string } };
    return { address: url, startMs, password: admin?.password ?? '', stop: () => stop(child) };
  }
  throw new Error(`${program} exited before it was ready.`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    throw new Error('A server exited before it was stopped.');
  }
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  running.delete(child);
}
