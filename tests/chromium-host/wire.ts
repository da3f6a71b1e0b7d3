/**
 * A value on its way between page and host: as a text of JSON where that says the same, which Playwright carries many
 * times faster than a value of thousands of parts.
 */
export type Wired = { readonly json: string } | { readonly value: unknown };

/**
 * Puts a value that `cloneForWire` has copied on the wire. What JSON would lose or change (`undefined`, a number that is not
 * one, minus zero) goes as it is. Self-contained, because its text also runs in the page.
 */
export function toWire(value: unknown): Wired {
  const isJson = (part: unknown): boolean => {
    switch (typeof part) {
      case 'string':
      case 'boolean':
        return true;
      case 'number':
        return Number.isFinite(part) && !Object.is(part, -0);
      case 'object':
        return part === null || (Array.isArray(part) ? Array.from(part) : Object.values(part)).every(isJson);
      default:
        return false;
    }
  };
  return isJson(value) ? { json: JSON.stringify(value) } : { value };
}

/** Takes a value off the wire. Self-contained, as {@link toWire}. */
export function fromWire(wired: Wired): unknown {
  return 'json' in wired ? JSON.parse(wired.json) : wired.value;
}
