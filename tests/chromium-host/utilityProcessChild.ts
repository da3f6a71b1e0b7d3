/** Loaded first in a utility process of the host: gives it the `process.parentPort` that Electron gives. */
import { EventEmitter } from 'node:events';
import { registerHooks } from 'node:module';
import { restrictEvents, strict } from './strict.ts';

/** The part of Electron's `ParentPort` that KeyDesk uses. Messages wait until somebody listens. */
export class HostParentPort extends EventEmitter {
  private isReceiving = false;

  constructor() {
    super();
    this.on('newListener', () => this.receive());
    restrictEvents(this, 'ParentPort', ['message']);
  }

  postMessage(message: unknown): void {
    process.send?.(message);
  }

  private receive(): void {
    if (!this.isReceiving) {
      this.isReceiving = true;
      process.on('message', (data) => this.emit('message', strict('MessageEvent', { data, ports: [] })));
    }
  }
}

Object.defineProperty(process, 'parentPort', { value: strict('parentPort', new HostParentPort()) });

// A terminal sends Ctrl-C to every process; when a child ends is for the main process to say.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit(0));

registerHooks({
  resolve: (specifier, context, next) => {
    if (specifier === 'electron') {
      throw new Error('The Chromium host gives no electron module to a utility process');
    }
    return next(specifier, context);
  },
});
