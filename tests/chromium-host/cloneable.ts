/**
 * Copies a value as Electron's IPC does, and throws where it would not arrive unchanged: a function or symbol fails
 * to clone, and what the wire of this host cannot carry (Map, Set, class instances and the like) is refused too,
 * never changed. Self-contained, because its text also runs in the page.
 */
export function cloneForWire(value: unknown): unknown {
  const copyOf = (part: unknown, around: readonly object[]): unknown => {
    if (typeof part !== 'object' || part === null) {
      // A text of many megabytes stays the one that it is: nobody can change it.
      return typeof part === 'function' || typeof part === 'symbol' ? structuredClone(part) : part;
    }
    if (around.includes(part)) {
      throw new TypeError('A value that contains itself cannot be sent over the wire of the Chromium host');
    }
    const inside = [...around, part];
    if (Array.isArray(part)) {
      return part.map((child) => copyOf(child, inside));
    }
    const prototype: unknown = Object.getPrototypeOf(part);
    if (prototype === null || prototype === Object.prototype) {
      return Object.fromEntries(Object.entries(part).map(([name, child]) => [name, copyOf(child, inside)]));
    }
    const copy: object = structuredClone(part);
    if (Object.getPrototypeOf(copy) !== Object.prototype) {
      throw new TypeError(`A ${part.constructor.name} cannot be sent over the wire of the Chromium host`);
    }
    return copyOf(copy, inside);
  };
  return copyOf(value, []);
}
