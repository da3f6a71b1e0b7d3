import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { restrictEvents, strict } from './strict.ts';

const CHILD_SIDE = new URL('utilityProcessChild.ts', import.meta.url).href;

const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) {
    child.kill('SIGKILL');
  }
});

/** The part of Electron's `UtilityProcess` that KeyDesk uses, over a child process of Node. */
export class HostUtilityProcess extends EventEmitter {
  private readonly child: ChildProcess;

  constructor(modulePath: string, parameters: readonly string[], stdio: 'inherit' | 'pipe') {
    super();
    restrictEvents(this, 'UtilityProcess', ['spawn', 'message', 'exit']);
    const child = fork(modulePath, parameters, {
      execArgv: ['--import', CHILD_SIDE],
      serialization: 'advanced',
      stdio: ['ignore', stdio, stdio, 'ipc'],
    });
    children.add(child);
    child.on('spawn', () => this.emit('spawn'));
    child.on('message', (message) => this.emit('message', message));
    child.once('exit', (code, signal) => {
      children.delete(child);
      this.emit('exit', code ?? (signal === null ? 1 : constants.signals[signal]));
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
    return this.child.kill();
  }
}

/** Stands for Electron's `utilityProcess`. */
export const utilityProcess = strict('utilityProcess', {
  /** @throws Error for an option other than `stdio` and the name, which only process lists show. */
  fork(
    modulePath: string,
    parameters: readonly string[] = [],
    options: { readonly serviceName?: string; readonly stdio?: 'inherit' | 'pipe' } = {},
  ): object {
    const unknown = Object.keys(options).find((name) => !['serviceName', 'stdio'].includes(name));
    if (unknown !== undefined) {
      throw new Error(`The Chromium host does not implement the option '${unknown}' of utilityProcess.fork`);
    }
    return strict('UtilityProcess', new HostUtilityProcess(modulePath, parameters, options.stdio ?? 'inherit'));
  },
});
