import type { AuthenticationKey } from './key.ts';

type Keys = readonly AuthenticationKey[];

/** How much further than the keys that a list has lost the next of its keys is looked for in the list before it. */
const SLACK = 16;

/**
 * The moments at which the keys of a list stop working, in its order, in milliseconds since the epoch, UTC. Read once for
 * each list, and of a list that comes out of the one before it only for keys that are new or changed: to read a hundred
 * thousand dates takes longer than most of what is done with them.
 */
export const expiriesOf = instantsOf((key) => Date.parse(key.expirationDate));

/** The moments at which the keys of a list were created, as {@link expiriesOf}. */
export const creationsOf = instantsOf((key) => Date.parse(key.creationDate));

/** The moments at which the keys of a list were last used, as {@link expiriesOf}; NaN where no use is known. */
export const lastUsesOf = instantsOf(({ lastUsedDate }) =>
  lastUsedDate === null ? Number.NaN : Date.parse(lastUsedDate),
);

function instantsOf(read: (key: AuthenticationKey) => number): (keys: Keys) => Float64Array {
  const known = new WeakMap<Keys, Float64Array>();
  // Weak: what a locked window forgets is not kept here.
  let last: WeakRef<Keys> | null = null;
  return (keys) => {
    const before = last?.deref() ?? [];
    const instants = known.get(keys) ?? takenOver(keys, before, known.get(before) ?? new Float64Array(), read);
    known.set(keys, instants);
    last = new WeakRef(keys);
    return instants;
  };
}

/** Takes over what is known of keys that are still the same; they stand in the order in which they stood. */
function takenOver(
  keys: Keys,
  before: Keys,
  known: Float64Array,
  read: (key: AuthenticationKey) => number,
): Float64Array {
  const reach = Math.max(0, before.length - keys.length) + SLACK;
  const instants = new Float64Array(keys.length);
  // A list of quite other keys is read, and not looked for to the end with each of them.
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
