/** Numbers that look random and are the same again for the same seed. */
export interface SeededRandom {
  /** Gives a number of at least 0 and below 1. */
  next(): number;
  /** Gives a whole number of at least 0 and below `limit`. */
  below(limit: number): number;
  /** Gives one of some values. @throws Error where there are none. */
  pick<Value>(values: readonly Value[]): Value;
}

/** Starts the numbers of a seed, a whole number below 2^32 (the generator mulberry32, which is in the public domain). */
export function seededRandom(seed: number): SeededRandom {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (values) => {
      if (values.length === 0) {
        throw new Error('There is nothing to pick from');
      }
      return values[below(values.length)] as (typeof values)[number];
    },
  };
}
