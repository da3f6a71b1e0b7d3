import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { app } from './app.ts';
import { isSandboxOfRoot } from './rootSandbox.ts';
import { restrictEvents, strict } from './strict.ts';

const CHILD_SIDE = new URL('utilityProcessChild.ts', import.meta.url).href;

/** Exit code of a process that V8 ends: Electron's breaks into the debugger (SIGTRAP), Node's aborts. */
const FATAL_CODE = constants.signals.SIGTRAP;

const running = new Set<HostUtilityProcess>();
process.on('exit', () => {
  for (const child of running) {
    child.end('SIGKILL');
  }
});

/** Has V8 of every utility process fail, for a test. */
export function failUtilityProcesses(): void {
  for (const child of running) {
    child.fail();
  }
}

/** The part of Electron's `UtilityProcess` that KeyDesk uses, over a child process of Node. */
export class HostUtilityProcess extends EventEmitter {
  private readonly child: ChildProcess;
  private wasKilled = false;

  constructor(modulePath: string, parameters: readonly string[], stdio: 'inherit' | 'pipe', env = process.env) {
    super();
    restrictEvents(this, 'UtilityProcess', ['spawn', 'message', 'error', 'exit']);
    const child = fork(modulePath, parameters, {
      execArgv: ['--import', CHILD_SIDE],
      env,
      serialization: 'advanced',
      stdio: ['ignore', stdio, stdio, 'ipc'],
    });
    running.add(this);
    child.on('spawn', () => {
      this.emit('spawn');
      if (isSandboxOfRoot()) {
        this.end('SIGTRAP');
      }
    });
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

  /** What the process writes, or `null` when it was not started with `pipe`. */
  get stdout(): Readable | null {
    return this.child.stdout;
  }

  get stderr(): Readable | null {
    return this.child.stderr;
  }

  postMessage(message: unknown): void {
    if (this.child.connected) {
      // Of a process that ends at this moment Electron says nothing either; its end is an event of its own.
      this.child.send(message as object, () => {});
    }
  }

  kill(): boolean {
    this.wasKilled = this.child.kill();
    return this.wasKilled;
  }

  /** Ends the process as the system does. */
  end(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Has V8 fail: first the event, which throws when nobody listens, then the end. The report holds the environment. */
  fail(): void {
    this.end('SIGTRAP');
    this.emit('error', 'FatalError', 'v8::Context::New()', JSON.stringify({ environmentVariables: process.env }));
  }

  /** Of a process that was killed on request Electron says 0, else the number of the signal. */
  private exitCode(code: number | null, signal: NodeJS.Signals | null): number {
    if (signal === null) {
      return code ?? 1;
    }
    const isOrdered = this.wasKilled && (signal === 'SIGTERM' || signal === 'SIGKILL');
    return isOrdered ? 0 : signal === 'SIGABRT' ? FATAL_CODE : constants.signals[signal];
  }
}

/** Stands for Electron's `utilityProcess`. */
export const utilityProcess = strict('utilityProcess', {
  /** @throws Error before the application is ready, and for an option other than `stdio`, `env` and the name, which only process lists show. */
  fork(
    modulePath: string,
    parameters: readonly string[] = [],
    options: {
      readonly serviceName?: string;
      readonly stdio?: 'inherit' | 'pipe';
      readonly env?: NodeJS.ProcessEnv;
    } = {},
  ): object {
    if (!app.isReady()) {
      throw new TypeError('utilityProcess cannot be created before app is ready.');
    }
    const unknown = Object.keys(options).find((name) => !['serviceName', 'stdio', 'env'].includes(name));
    if (unknown !== undefined) {
      throw new Error(`The Chromium host does not implement the option '${unknown}' of utilityProcess.fork`);
    }
    return strict(
      'UtilityProcess',
      new HostUtilityProcess(modulePath, parameters, options.stdio ?? 'inherit', options.env ?? process.env),
    );
  },
});
