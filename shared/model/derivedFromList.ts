import type { AuthenticationKey } from './key.ts';

type Keys = readonly AuthenticationKey[];

/** Something worked out of an earlier list of the same keys. */
export interface EarlierList<Derived> {
  readonly derived: Derived;
  /** For each key of the new list its place in the earlier one; -1 if it is new or changed. Otherwise ascending. */
  readonly places: Int32Array;
}

/** Number of places searched for a key in the earlier list, in addition to the number of removed keys. */
const SLACK = 16;
/** Number of lists that are remembered: one per connection that is looked at in turn. */
const MAX_REMEMBERED = 4;

/**
 * Works something out once per list, with the help of what was worked out of the list before: mostly a few keys of a
 * hundred thousand were added, changed or deleted.
 * @param derive works it out; `null` as the second argument if no earlier list has any of the keys.
 */
export function derivedFromList<Derived>(
  derive: (keys: Keys, earlier: EarlierList<Derived> | null) => Derived,
): (keys: Keys) => Derived {
  const known = new WeakMap<Keys, Derived>();
  // Weak, so that the data a locked window drops is not retained here. The latest first.
  let remembered: readonly WeakRef<Keys>[] = [];
  return (keys) => {
    let derived = known.get(keys);
    if (derived === undefined) {
      derived = derive(keys, earlierList(keys, remembered, known));
      known.set(keys, derived);
      remembered = [new WeakRef(keys), ...remembered].slice(0, MAX_REMEMBERED);
    }
    return derived;
  };
}

function earlierList<Derived>(
  keys: Keys,
  remembered: readonly WeakRef<Keys>[],
  known: WeakMap<Keys, Derived>,
): EarlierList<Derived> | null {
  for (const reference of remembered) {
    const before = reference.deref();
    const derived = before && known.get(before);
    const places = before && placesIn(before, keys);
    if (derived !== undefined && places) {
      return { derived, places };
    }
  }
  return null;
}

/** The last result of {@link findPlaces} for each list: several things are worked out of it one after the other. */
const foundPlaces = new WeakMap<Keys, { readonly before: WeakRef<Keys>; readonly places: Int32Array | null }>();

function placesIn(before: Keys, keys: Keys): Int32Array | null {
  const found = foundPlaces.get(keys);
  if (found?.before.deref() === before) {
    return found.places;
  }
  const places = findPlaces(before, keys);
  foundPlaces.set(keys, { before: new WeakRef(before), places });
  return places;
}

/** Finds unchanged keys, which are in the same order in both lists; `null` if there are none. */
function findPlaces(before: Keys, keys: Keys): Int32Array | null {
  const reach = Math.max(0, before.length - keys.length) + SLACK;
  const places = new Int32Array(keys.length).fill(-1);
  // Limits the search, so that lists of entirely different keys cost little.
  let steps = 2 * before.length;
  let from = 0;
  let isAnyFound = false;
  for (let place = 0; place < keys.length && steps > 0; place += 1) {
    const key = keys[place];
    const end = Math.min(from + reach, before.length);
    let found = from;
    while (found < end && before[found] !== key && before[found]?.id !== key?.id && steps > 0) {
      found += 1;
      steps -= 1;
    }
    if (found < end && steps > 0) {
      from = found + 1;
      if (before[found] === key) {
        places[place] = found;
        isAnyFound = true;
      }
    }
  }
  return isAnyFound ? places : null;
}
