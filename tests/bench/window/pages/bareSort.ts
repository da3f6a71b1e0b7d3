import type { BenchKey } from './benchKey.ts';

/** The columns that every compared list has. */
export const COLUMNS = ['userName', 'token', 'created', 'expires', 'lastUsed', 'status'] as const;
/** One column out of {@link COLUMNS}. */
export type Column = (typeof COLUMNS)[number];

const DAY_MS = 86_400_000;
/** Keys that expire within this time come before the others in the order by status. */
const EXPIRING_MS = 30 * DAY_MS;
/** Larger than the difference between any two instants in milliseconds. */
const SEVERITY_STEP = 2 ** 50;
const collator = new Intl.Collator(['ru', 'en'], { sensitivity: 'base', numeric: true });

/**
 * The plain way to sort keys, as a baseline: indexes, ordered by a comparison of one number per key. It shares no code with
 * KeyDesk, and is the same whatever KeyDesk does.
 */
export class BareSort {
  readonly #keys: readonly BenchKey[];
  /** The dates of a column, which do not change: parsed once. */
  readonly #instants = new Map<Column, Float64Array>();

  constructor(keys: readonly BenchKey[]) {
    this.#keys = keys;
  }

  /** The places of the keys in the order of a column; keys that are equal there keep their order. */
  order(column: Column, isDescending: boolean): Uint32Array {
    const numbers = this.#numbers(column);
    const order = Uint32Array.from(numbers.keys());
    const sign = isDescending ? -1 : 1;
    // Defined: every index is valid.
    return order.sort((left, right) => sign * ((numbers[left] as number) - (numbers[right] as number)) || left - right);
  }

  #numbers(column: Column): Float64Array {
    switch (column) {
      case 'userName':
        return this.#ranks(({ fullName, username }) => `${fullName}\n${username}`, collator.compare);
      case 'token':
        return this.#ranks(({ token }) => token, compareCodeUnits);
      case 'created':
        return this.#dates(column, ({ creationDate }) => Date.parse(creationDate));
      case 'expires':
        return this.#dates(column, ({ expirationDate }) => Date.parse(expirationDate));
      case 'lastUsed':
        return this.#dates(column, ({ lastUsedDate }) =>
          lastUsedDate === null ? -SEVERITY_STEP : Date.parse(lastUsedDate),
        );
      case 'status': {
        const now = Date.now();
        return this.#numbers('expires').map(
          (expiry, place) => severity(this.#keys[place], expiry - now) * SEVERITY_STEP + expiry,
        );
      }
    }
  }

  #dates(column: Column, read: (key: BenchKey) => number): Float64Array {
    const known = this.#instants.get(column) ?? Float64Array.from(this.#keys, read);
    this.#instants.set(column, known);
    return known;
  }

  /** The rank of each key's text among all distinct texts, so that each is compared only once. */
  #ranks(textOf: (key: BenchKey) => string, compare: (left: string, right: string) => number): Float64Array {
    const texts = this.#keys.map(textOf);
    const ranks = new Map<string, number>();
    let before: string | null = null;
    for (const text of [...new Set(texts)].sort(compare)) {
      const isSame = before !== null && compare(before, text) === 0;
      ranks.set(text, isSame ? ranks.size - 1 : ranks.size);
      before = text;
    }
    return Float64Array.from(texts, (text) => ranks.get(text) as number);
  }
}

/** Expired, then accounts without access, then keys that expire soon, then the others. */
function severity(key: BenchKey | undefined, remaining: number): number {
  if (remaining <= 0) {
    return 0;
  }
  return key?.isEligible === false ? 1 : remaining <= EXPIRING_MS ? 2 : 3;
}

function compareCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
