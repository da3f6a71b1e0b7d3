import { derivedFromList } from './derivedFromList.ts';
import type { AuthenticationKey } from './key.ts';

/**
 * Expiries of the keys of a list, in its order, in milliseconds since the epoch, UTC. Cached per list; for an updated
 * list only new and changed keys are parsed, because parsing a hundred thousand dates takes longer than most uses of
 * them.
 */
export const expiriesOf = numbersOf((key) => Date.parse(key.expirationDate));

/** Creation dates of the keys of a list, like {@link expiriesOf}. */
export const creationsOf = numbersOf((key) => Date.parse(key.creationDate));

/** Last uses of the keys of a list, like {@link expiriesOf}; NaN if none is known. */
export const lastUsesOf = numbersOf(({ lastUsedDate }) =>
  lastUsedDate === null ? Number.NaN : Date.parse(lastUsedDate),
);

/** Reads a number of each key of a list, once per list, and again only for new and changed keys. */
export function numbersOf(
  read: (key: AuthenticationKey) => number,
): (keys: readonly AuthenticationKey[]) => Float64Array {
  return derivedFromList<Float64Array>((keys, earlier) => {
    const numbers = new Float64Array(keys.length);
    for (let place = 0; place < numbers.length; place += 1) {
      const source = earlier?.places[place] ?? -1;
      // Defined: both are places of keys.
      numbers[place] = source >= 0 ? (earlier?.derived[source] as number) : read(keys[place] as AuthenticationKey);
    }
    return numbers;
  });
}
