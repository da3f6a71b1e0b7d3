import { types } from 'node:util';
import { cloneForWire } from './cloneable.ts';

/**
 * A value on its way between page and host: as a text of JSON where that says the same, which Playwright carries many
 * times faster than a value of thousands of parts.
 */
export type Wired = { readonly json: string } | { readonly value: unknown };

/**
 * Puts a value on the wire. One that JSON would lose or change (`undefined`, a number that is not one, minus zero, an object
 * of a class) goes as `clone` gives it, and fails where that does. Self-contained, because its text also runs in the page.
 * @param isProxy tells proxies, which look like the object behind them and cannot be cloned; only Node can tell them.
 */
export function toWire(
  value: unknown,
  clone: (value: unknown) => unknown,
  isProxy: (value: object) => boolean = () => false,
): Wired {
  const isJson = (part: unknown, depth: number): boolean => {
    switch (typeof part) {
      case 'string':
      case 'boolean':
        return true;
      case 'number':
        return Number.isFinite(part) && !Object.is(part, -0);
      case 'object':
        break;
      default:
        return false;
    }
    if (part === null) {
      return true;
    }
    // Deeper than anything that is sent: it may contain itself, which is for the clone to say.
    if (depth > 50 || isProxy(part)) {
      return false;
    }
    if (Array.isArray(part)) {
      for (let place = 0; place < part.length; place++) {
        if (!isJson(part[place], depth + 1)) {
          return false;
        }
      }
      return true;
    }
    const prototype: unknown = Object.getPrototypeOf(part);
    if (prototype !== Object.prototype && prototype !== null) {
      return false;
    }
    for (const name of Object.keys(part)) {
      if (!isJson((part as Record<string, unknown>)[name], depth + 1)) {
        return false;
      }
    }
    return true;
  };
  return isJson(value, 0) ? { json: JSON.stringify(value) } : { value: clone(value) };
}

/** Puts a value of main on the wire, and refuses all that Electron's structured clone refuses. */
export function toWireFromMain(value: unknown): Wired {
  return toWire(value, (whole) => cloneForWire(structuredClone(whole)), types.isProxy);
}

/** Takes a value off the wire. Self-contained, as {@link toWire}. */
export function fromWire(wired: Wired): unknown {
  return 'json' in wired ? JSON.parse(wired.json) : wired.value;
}
