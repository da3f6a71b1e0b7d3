import { EventEmitter } from 'node:events';
import { checkMember } from './strict.ts';

/** An object of Electron whose native part can be gone while a program still holds it. */
export interface Mortal extends EventEmitter {
  isDestroyed(): boolean;
}

/**
 * Gives what the application sees of such an object. Once it is destroyed, every call of a method and every property
 * throws at once, as Electron's do; only `isDestroyed` and what every emitter has go on working. What the object does
 * not have throws as it does for `strict`.
 * @param name what the object is called in Electron's documentation.
 */
export function mortal<Target extends Mortal>(name: string, target: Target): Target {
  const facade: Target = new Proxy(target, {
    get: (object, property) => {
      checkMember(name, object, property);
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
      const member: unknown = Reflect.get(object, property, object);
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
