/** Most values that one input may hold, enough for a new expiry of `MAXIMUM_CHANGED_KEYS` keys, four values each. */
export const MOST_VALUES = 500_000;
/** Most characters that the texts of one input may hold together, the names of properties included. */
export const MOST_CHARACTERS = 24 * 1024 * 1024;

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
    for (const [name, part] of partsOf(value)) {
      characters += name.length;
      waiting.push(part);
      if (values + waiting.length > MOST_VALUES || characters > MOST_CHARACTERS) {
        return false;
      }
    }
  }
  return characters <= MOST_CHARACTERS;
}

/** Gives what an array or a plain object holds, one by one. Nothing else is taken by any schema, whatever it holds. */
function* partsOf(value: unknown): Generator<readonly [name: string, part: unknown]> {
  if (Array.isArray(value)) {
    for (const part of value) {
      yield ['', part];
    }
  } else if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    for (const name of Object.keys(value)) {
      yield [name, (value as Record<string, unknown>)[name]];
    }
  }
}
