/** Most values that one input may hold, enough for a new expiry of `MAX_CHANGED_KEYS` keys, five values each. */
const MAX_VALUES = 600_000;
/** Most characters that the texts of one input may hold together, the names of properties included. */
const MAX_CHARACTERS = 24 * 1024 * 1024;

/**
 * Tells whether an input is small enough to be looked at more closely; stops counting as soon as it is not. Checking
 * millions of values against a schema would hold up the whole main process. A value that contains itself, which
 * structured clone lets through, is never small enough.
 */
export function isSmallInput(input: unknown): boolean {
  const waiting: unknown[] = [input];
  let values = 0;
  let characters = 0;
  while (waiting.length > 0) {
    const value = waiting.pop();
    values += 1;
    characters += typeof value === 'string' ? value.length : 0;
    const names = namesIn(value);
    const count = Array.isArray(value) ? value.length : names.length;
    if (values + waiting.length + count > MAX_VALUES) {
      return false;
    }
    for (let place = 0; place < count; place++) {
      const name = names[place];
      characters += name?.length ?? 0;
      waiting.push(name === undefined ? (value as unknown[])[place] : (value as Record<string, unknown>)[name]);
    }
    if (characters > MAX_CHARACTERS) {
      return false;
    }
  }
  return true;
}

/** The names of what a plain object holds. Apart from arrays nothing else is taken by any schema, whatever it holds. */
function namesIn(value: unknown): readonly string[] {
  const isPlain = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return isPlain ? Object.keys(value) : NO_NAMES;
}

const NO_NAMES: readonly string[] = [];
