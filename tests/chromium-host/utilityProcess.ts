import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { app } from './app.ts';
import { restrictEvents, strict } from './strict.ts';

const CHILD_SIDE = new URL('utilityProcessChild.ts', import.meta.url).href;

/** Exit code after a fatal V8 error: Electron breaks into the debugger (SIGTRAP) where Node aborts. */
const FATAL_CODE = constants.signals.SIGTRAP;

const running = new Set<HostUtilityProcess>();
process.on('exit', () => {
  for (const child of running) {
    child.end('SIGKILL');
  }
});

/** Simulates a fatal V8 error in every utility process. */
export function failUtilityProcesses(): void {
  for (const child of running) {
    child.fail();
  }
}

interface ForkOptions {
  /** Without effect: only process lists show it. */
  readonly serviceName?: string;
  readonly stdio?: 'inherit' | 'pipe';
  readonly env?: NodeJS.ProcessEnv;
}

/** The part of Electron's `UtilityProcess` that KeyDesk uses, over a child process of Node. */
export class HostUtilityProcess extends EventEmitter {
  private readonly child: ChildProcess;
  private wasKilled = false;

  constructor(
    modulePath: string,
    parameters: readonly string[],
    { stdio = 'inherit', env = process.env }: ForkOptions,
  ) {
    super();
    restrictEvents(this, 'UtilityProcess', ['spawn', 'message', 'error', 'exit']);
    const child = fork(modulePath, parameters, {
      execArgv: ['--import', CHILD_SIDE],
      env,
      serialization: 'advanced',
      stdio: ['ignore', stdio, stdio, 'ipc'],
    });
    running.add(this);
    child.on('spawn', () => this.emit('spawn'));
    child.on('message', (message) => this.emit('message', message));
    child.once('exit', (code, signal) => {
      running.delete(this);
      this.emit('exit', this.exitCode(code, signal));
    });
    this.child = child;
  }

  get pid(): number | undefined {
    return this.child.exitCode === null ? this.child.pid : undefined;
  }

  /** `null` unless started with `pipe`. */
  get stdout(): Readable | null {
    return this.child.stdout;
  }

  get stderr(): Readable | null {
    return this.child.stderr;
  }

  postMessage(message: unknown): void {
    if (this.child.connected) {
      // Like Electron, ignores the error of a process that is ending.
      this.child.send(message as object, () => {});
    }
  }

  kill(): boolean {
    this.wasKilled = this.child.kill();
    return this.wasKilled;
  }

  /** Sends a signal that the application did not request. */
  end(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Simulates a fatal V8 error: an event, which throws without a listener, before the exit. Its report has the environment. */
  fail(): void {
    this.end('SIGTRAP');
    this.emit('error', 'FatalError', 'v8::Context::New()', JSON.stringify({ environmentVariables: process.env }));
  }

  /** Electron's exit code is 0 for a process that the application killed, else the number of the signal. */
  private exitCode(code: number | null, signal: NodeJS.Signals | null): number {
    if (signal === null) {
      return code ?? 1;
    }
    const isOrdered = this.wasKilled && (signal === 'SIGTERM' || signal === 'SIGKILL');
    return isOrdered ? 0 : signal === 'SIGABRT' ? FATAL_CODE : constants.signals[signal];
  }
}

/** Implements Electron's `utilityProcess`. */
export const utilityProcess = strict('utilityProcess', {
  /** @throws Error before the application is ready, and for an unknown option. */
  fork(modulePath: string, parameters: readonly string[] = [], options: ForkOptions = {}): object {
    if (!app.isReady()) {
      throw new TypeError('utilityProcess cannot be created before app is ready.');
    }
    const unknown = Object.keys(options).find((name) => !['serviceName', 'stdio', 'env'].includes(name));
    if (unknown !== undefined) {
      throw new Error(`The Chromium host does not implement the option '${unknown}' of utilityProcess.fork`);
    }
    return strict('UtilityProcess', new HostUtilityProcess(modulePath, parameters, options));
  },
});
