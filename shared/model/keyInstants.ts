import type { AuthenticationKey } from './key.ts';

type Keys = readonly AuthenticationKey[];

/** Number of places searched for a key in the previous list, in addition to the number of removed keys. */
const SLACK = 16;

/**
 * Expiries of the keys of a list, in its order, in milliseconds since the epoch, UTC. Cached per list; for an updated
 * list only new and changed keys are parsed, because parsing a hundred thousand dates takes longer than most uses of
 * them.
 */
export const expiriesOf = instantsOf((key) => Date.parse(key.expirationDate));

/** Creation dates of the keys of a list, like {@link expiriesOf}. */
export const creationsOf = instantsOf((key) => Date.parse(key.creationDate));

/** Last uses of the keys of a list, like {@link expiriesOf}; NaN if none is known. */
export const lastUsesOf = instantsOf(({ lastUsedDate }) =>
  lastUsedDate === null ? Number.NaN : Date.parse(lastUsedDate),
);

function instantsOf(read: (key: AuthenticationKey) => number): (keys: Keys) => Float64Array {
  const known = new WeakMap<Keys, Float64Array>();
  // Weak, so that the data a locked window drops is not retained here.
  let last: WeakRef<Keys> | null = null;
  return (keys) => {
    const before = last?.deref() ?? [];
    const instants = known.get(keys) ?? copyUnchanged(keys, before, known.get(before) ?? new Float64Array(), read);
    known.set(keys, instants);
    last = new WeakRef(keys);
    return instants;
  };
}

/** Copies the instants of unchanged keys, which are in the same order in both lists. */
function copyUnchanged(
  keys: Keys,
  before: Keys,
  known: Float64Array,
  read: (key: AuthenticationKey) => number,
): Float64Array {
  const reach = Math.max(0, before.length - keys.length) + SLACK;
  const instants = new Float64Array(keys.length);
  // Limits the search, so that a list of entirely different keys is parsed instead.
  let steps = 2 * before.length;
  let from = 0;
  for (const [place, key] of keys.entries()) {
    let found = from;
    const end = Math.min(from + reach, before.length);
    while (found < end && before[found] !== key && before[found]?.id !== key.id && steps > 0) {
      found += 1;
      steps -= 1;
    }
    const isFound = found < end && steps > 0;
    instants[place] = isFound && before[found] === key ? (known[found] as number) : read(key);
    from = isFound ? found + 1 : from;
  }
  return instants;
}
