/**
 * A value on its way between page and host: as a text of JSON where that says the same, which Playwright carries many
 * times faster than a value of thousands of parts.
 */
export type Wired = { readonly json: string } | { readonly value: unknown };

/**
 * Puts a value on the wire. One that JSON would lose or change (`undefined`, a number that is not one, minus zero, an object
 * of a class) goes as `clone` gives it, and fails where that does. Self-contained, because its text also runs in the page.
 */
export function toWire(value: unknown, clone: (value: unknown) => unknown): Wired {
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
    if (depth > 50) {
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

/** Takes a value off the wire. Self-contained, as {@link toWire}. */
export function fromWire(wired: Wired): unknown {
  return 'json' in wired ? JSON.parse(wired.json) : wired.value;
}
