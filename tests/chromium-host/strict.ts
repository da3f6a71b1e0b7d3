import type { EventEmitter } from 'node:events';

/**
 * Wraps an object of the host so that reading or setting a missing member throws: whatever `electron/` uses is either
 * implemented or a clear failure. Self-contained, because its text also runs in the page.
 * @param name of the object in Electron's documentation.
 */
export function strict<Target extends object>(name: string, target: Target): Target {
  const check = (property: string | symbol): void => {
    // Promises and JSON read `then` and `toJSON` on every object; Electron's objects do not have them either.
    if (typeof property === 'string' && !(property in target) && !['then', 'toJSON'].includes(property)) {
      throw new Error(`The Chromium host does not implement ${name}.${property}`);
    }
  };
  return new Proxy(target, {
    get: (object, property, receiver) => {
      check(property);
      return Reflect.get(object, property, receiver);
    },
    set: (object, property, value, receiver) => {
      check(property);
      return Reflect.set(object, property, value, receiver);
    },
  });
}

/**
 * Rejects listeners for events that the host never emits.
 * @param name of the emitter in Electron's documentation.
 */
export function restrictEvents(emitter: EventEmitter, name: string, events: readonly string[]): void {
  emitter.on('newListener', (event: string | symbol) => {
    if (!events.includes(String(event))) {
      throw new Error(`The Chromium host does not emit the event '${String(event)}' of ${name}`);
    }
  });
}

/** Ends the process with an error, which neither the application nor the page can handle. */
export function failLoudly(message: string): void {
  setImmediate(() => {
    process.stderr.write(`Error: ${message}\n`);
    process.exit(1);
  });
}

/** An event that a listener can prevent, as in Electron. */
export class PreventableEvent {
  defaultPrevented = false;

  preventDefault(): void {
    this.defaultPrevented = true;
  }
}
