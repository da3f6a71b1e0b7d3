/**
 * Assigns the rows to draw to slots, so that scrolling reuses the elements of rows that went out of view: changing
 * their texts takes much less time than drawing new elements. A row keeps its slot while it is drawn.
 */
export class RowSlots {
  #slots: ReadonlyMap<number, number> = new Map();
  #kept = -1;
  #count = 0;

  /**
   * Returns the slot of each row by its index, in the order of `indexes`.
   * @param kept the row that may have the focus. Once it is no longer drawn its slot is not used again: another row would have the focus.
   */
  assign(indexes: readonly number[], kept: number): ReadonlyMap<number, number> {
    const drawn = new Set(indexes);
    const free = [...this.#slots]
      .filter(([index]) => !drawn.has(index) && index !== this.#kept)
      .map(([, slot]) => slot);
    this.#slots = new Map(
      indexes.map((index) => [index, this.#slots.get(index) ?? free.pop() ?? this.#newSlot()] as const),
    );
    this.#kept = kept;
    return this.#slots;
  }

  #newSlot(): number {
    this.#count += 1;
    return this.#count;
  }
}
