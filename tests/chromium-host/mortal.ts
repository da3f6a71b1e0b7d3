import { EventEmitter } from 'node:events';
import { strict } from './strict.ts';

/** An object of Electron whose native part can be destroyed while it is still referenced. */
interface Mortal extends EventEmitter {
  isDestroyed(): boolean;
}

/**
 * Wraps such an object for the application. Once it is destroyed, every method and property throws as in Electron, except for
 * `isDestroyed` and those of an emitter. Missing members throw as with `strict`.
 * @param name of the object in Electron's documentation.
 */
export function mortal<Target extends Mortal>(name: string, target: Target): Target {
  const checked = strict(name, target);
  const facade: Target = new Proxy(target, {
    get: (object, property) => {
      const survives =
        typeof property === 'symbol' ||
        property === 'isDestroyed' ||
        property in EventEmitter.prototype ||
        !(property in object);
      const checkAlive = (): void => {
        if (!survives && object.isDestroyed()) {
          throw new TypeError('Object has been destroyed');
        }
      };
      const member: unknown = Reflect.get(checked, property, object);
      if (typeof member !== 'function') {
        checkAlive();
        return member;
      }
      return (...parameters: unknown[]) => {
        checkAlive();
        const result: unknown = Reflect.apply(member, object, parameters);
        return result === object ? facade : result;
      };
    },
  });
  return facade;
}
