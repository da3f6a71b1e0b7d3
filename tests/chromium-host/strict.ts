import type { EventEmitter } from 'node:events';

/**
 * Wraps an object of the host so that reading or setting a missing member throws: whatever `electron/` uses is either
 * implemented or a clear failure.
 * @param name of the object in Electron's documentation.
 */
export function strict<Target extends object>(name: string, target: Target): Target {
  return new Proxy(target, {
    get: (object, property, receiver) => {
      checkMember(name, object, property);
      return Reflect.get(object, property, receiver);
    },
    set: (object, property, value, receiver) => {
      checkMember(name, object, property);
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

// Read by promises and JSON on every object; Electron's objects do not have them either.
const PROBED = ['then', 'toJSON'];

/** @throws Error if the object does not have the member. @param name as for {@link strict}. */
export function checkMember(name: string, object: object, property: string | symbol): void {
  if (typeof property === 'string' && !(property in object) && !PROBED.includes(property)) {
    throw new Error(`The Chromium host does not implement ${name}.${property}`);
  }
}
