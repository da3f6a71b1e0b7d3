import type { EventEmitter } from 'node:events';

/**
 * Wraps an object of the host so that reading or setting a member it does not have throws instead of giving
 * `undefined`: what `electron/` uses is then either really there or a clear failure.
 * @param name what the object is called in Electron's documentation, for the message.
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
 * Refuses listeners for events that the host never emits: they would wait for ever without a word.
 * @param name what the emitter is called in Electron's documentation.
 */
export function restrictEvents(emitter: EventEmitter, name: string, events: readonly string[]): void {
  emitter.on('newListener', (event: string | symbol) => {
    if (!events.includes(String(event))) {
      throw new Error(`The Chromium host does not emit the event '${String(event)}' of ${name}`);
    }
  });
}

/** Ends the process with an error that no caller, least of all the page, can take for an answer. */
export function failLoudly(message: string): void {
  setImmediate(() => {
    process.stderr.write(`Error: ${message}\n`);
    process.exit(1);
  });
}

/** An event that a listener can call off, as Electron's are. */
export class PreventableEvent {
  defaultPrevented = false;

  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

// Promises and JSON look for these two on every object; Electron's objects do not have them either.
const PROBED = ['then', 'toJSON'];

/** @throws Error for a member that an object of the host does not have. @param name as for {@link strict}. */
export function checkMember(name: string, object: object, property: string | symbol): void {
  if (typeof property === 'string' && !(property in object) && !PROBED.includes(property)) {
    throw new Error(`The Chromium host does not implement ${name}.${property}`);
  }
}
