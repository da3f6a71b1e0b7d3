/** Loaded first in a utility process of the host: adds the `process.parentPort` of Electron. */
import { EventEmitter } from 'node:events';
import { registerHooks } from 'node:module';
import { restrictEvents, strict } from './strict.ts';

/** The part of Electron's `ParentPort` that KeyDesk uses. Messages are queued until there is a listener. */
class HostParentPort extends EventEmitter {
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

// A terminal sends Ctrl-C to every process, but the main process decides when a child ends.
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
