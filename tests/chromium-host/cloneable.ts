/**
 * Copies a value as Electron's IPC does, and throws where it would not arrive unchanged: a function or symbol fails
 * to clone, and what the wire of this host cannot carry (Map, Set, class instances and the like) is refused too,
 * never changed. Self-contained, because its text also runs in the page.
 */
export function cloneForWire(value: unknown): unknown {
  const assertCarried = (part: unknown, seen: readonly object[]): void => {
    if (typeof part !== 'object' || part === null) {
      return;
    }
    const prototype: unknown = Object.getPrototypeOf(part);
    const isPlain = prototype === null || prototype === Object.prototype;
    if (!Array.isArray(part) && !isPlain) {
      throw new TypeError(`A ${part.constructor.name} cannot be sent over the wire of the Chromium host`);
    }
    if (seen.includes(part)) {
      throw new TypeError('A value that contains itself cannot be sent over the wire of the Chromium host');
    }
    for (const child of Object.values(part)) {
      assertCarried(child, [...seen, part]);
    }
  };
  const copy: unknown = structuredClone(value);
  assertCarried(copy, []);
  return copy;
}
