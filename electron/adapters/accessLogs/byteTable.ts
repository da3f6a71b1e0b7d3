/** Longer values are not kept. */
export const MAX_VALUE_BYTES = 256;

const FIRST_SLOTS = 4_096;

/**
 * Numbers byte strings in the order in which they come: the same bytes get the same number. Looking one up creates no
 * object, which makes it several times as fast as a `Map` of strings.
 */
export class ByteTable {
  readonly #maxSize: number;
  /** By hash: number + 1, or 0 for a free slot. */
  #slots = new Int32Array(FIRST_SLOTS);
  #hashes = new Int32Array(FIRST_SLOTS / 2);
  /** Where each value begins in the pool; the next one begins where it ends. */
  #starts = new Int32Array(FIRST_SLOTS / 2 + 1);
  #pool = new Uint8Array(FIRST_SLOTS * 8);
  #size = 0;

  /** @param maxSize number of values; others are not added. */
  constructor(maxSize: number) {
    this.#maxSize = maxSize;
  }

  /** Number of values. */
  get size(): number {
    return this.#size;
  }

  /**
   * Returns the number of the bytes from `start` to `end`.
   * @param hash FNV-1a of these bytes.
   * @returns -1 if the table is full.
   */
  indexOf(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (let index = slots[slot] as number; index !== 0; index = slots[slot] as number) {
      if (this.#hashes[index - 1] === hash && this.#equals(index - 1, bytes, start, end)) {
        return index - 1;
      }
      slot = (slot + 1) & mask;
    }
    return this.#size < this.#maxSize ? this.#add(slot, bytes, start, end, hash) : -1;
  }

  /** Returns the bytes of a value. */
  valueOf(index: number): Uint8Array {
    return this.#pool.subarray(this.#starts[index], this.#starts[index + 1]);
  }

  #equals(index: number, bytes: Uint8Array, start: number, end: number): boolean {
    const pool = this.#pool;
    const from = this.#starts[index] as number;
    if ((this.#starts[index + 1] as number) - from !== end - start) {
      return false;
    }
    for (let at = start, known = from; at < end; at += 1, known += 1) {
      if (bytes[at] !== pool[known]) {
        return false;
      }
    }
    return true;
  }

  #add(slot: number, bytes: Uint8Array, start: number, end: number, hash: number): number {
    const index = this.#size;
    const from = this.#starts[index] as number;
    const to = from + end - start;
    if (to > this.#pool.length) {
      const grown = new Uint8Array(this.#pool.length * 2);
      grown.set(this.#pool);
      this.#pool = grown;
    }
    this.#pool.set(bytes.subarray(start, end), from);
    this.#starts[index + 1] = to;
    this.#hashes[index] = hash;
    this.#slots[slot] = index + 1;
    this.#size += 1;
    if (this.#size === this.#hashes.length) {
      this.#grow();
    }
    return index;
  }

  /** Doubles the number of slots, half of which are free. */
  #grow(): void {
    const count = this.#slots.length * 2;
    this.#slots = new Int32Array(count);
    const hashes = new Int32Array(count / 2);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
    const starts = new Int32Array(count / 2 + 1);
    starts.set(this.#starts);
    this.#starts = starts;
    for (let index = 0; index < this.#size; index += 1) {
      let slot = (hashes[index] as number) & (count - 1);
      while (this.#slots[slot] !== 0) {
        slot = (slot + 1) & (count - 1);
      }
      this.#slots[slot] = index + 1;
    }
  }
}
