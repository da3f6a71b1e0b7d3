/** Maximum number of values in one input; enough for a new expiry of `MAX_CHANGED_KEYS` keys with five values each. */
const MAX_VALUES = 600_000;
/** Maximum total length of the strings in one input, property names included. */
const MAX_CHARACTERS = 24 * 1024 * 1024;

/**
 * Whether an input is small enough to be parsed: a schema check of millions of values would block the main process.
 * Stops counting at the limits. Cyclic values, which structured clone allows, always exceed them.
 */
export function isSmallInput(input: unknown): boolean {
  const pending: unknown[] = [input];
  let values = 0;
  let characters = 0;
  while (pending.length > 0) {
    const value = pending.pop();
    values += 1;
    characters += typeof value === 'string' ? value.length : 0;
    const names = namesIn(value);
    const count = Array.isArray(value) ? value.length : names.length;
    if (values + pending.length + count > MAX_VALUES) {
      return false;
    }
    for (let index = 0; index < count; index++) {
      const name = names[index];
      characters += name?.length ?? 0;
      pending.push(name === undefined ? (value as unknown[])[index] : (value as Record<string, unknown>)[name]);
    }
    if (characters > MAX_CHARACTERS) {
      return false;
    }
  }
  return true;
}

/** Property names of a plain object. Other objects, except arrays, have no counted content: no schema accepts them. */
function namesIn(value: unknown): readonly string[] {
  const isPlain = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return isPlain ? Object.keys(value) : NO_NAMES;
}

const NO_NAMES: readonly string[] = [];
