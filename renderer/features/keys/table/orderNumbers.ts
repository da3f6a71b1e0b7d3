/** Bits of a digit, with which the numbers are sorted from the last digit to the first. */
const DIGIT_BITS = 11;
const DIGITS = 2 ** DIGIT_BITS;
const HALF = 2 ** 32;

/**
 * Stable sort of integers below 2^53: a radix sort, several times faster than calling a comparison some twenty times per
 * number. Returns their indexes in ascending order.
 */
export function orderNumbers(numbers: Float64Array): Uint32Array {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  // Defined, like the other elements: every index is valid.
  for (let index = 0; index < numbers.length; index += 1) {
    least = Math.min(least, numbers[index] as number);
    most = Math.max(most, numbers[index] as number);
  }
  const low = new Uint32Array(numbers.length);
  const high = new Uint32Array(numbers.length);
  for (let index = 0; index < numbers.length; index += 1) {
    const number = (numbers[index] as number) - least;
    high[index] = number / HALF;
    low[index] = number;
  }
  const range = most - least;
  let order = new Uint32Array(numbers.length);
  for (let index = 0; index < order.length; index += 1) {
    order[index] = index;
  }
  for (const shift of [0, DIGIT_BITS, 2 * DIGIT_BITS]) {
    order = 2 ** shift <= range ? orderByDigit(order, low, shift) : order;
  }
  for (const shift of [0, DIGIT_BITS]) {
    order = HALF * 2 ** shift <= range ? orderByDigit(order, high, shift) : order;
  }
  return order;
}

/** Stable sort by one digit. */
function orderByDigit(order: Uint32Array, numbers: Uint32Array, shift: number): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(DIGITS + 1);
  // Counting loops: iterators take several times longer until they are compiled.
  for (let index = 0; index < numbers.length; index += 1) {
    const next = (((numbers[index] as number) >>> shift) & (DIGITS - 1)) + 1;
    starts[next] = (starts[next] as number) + 1;
  }
  for (let digit = 0; digit < DIGITS; digit += 1) {
    starts[digit + 1] = (starts[digit + 1] as number) + (starts[digit] as number);
  }
  const sorted = new Uint32Array(order.length);
  for (let place = 0; place < order.length; place += 1) {
    const index = order[place] as number;
    const digit = ((numbers[index] as number) >>> shift) & (DIGITS - 1);
    const start = starts[digit] as number;
    sorted[start] = index;
    starts[digit] = start + 1;
  }
  return sorted;
}

/**
 * The descending order of an ascending one, stable as well: indexes with equal numbers keep their order.
 * @param isEqual whether the numbers of two indexes are equal.
 */
export function descending(order: Uint32Array, isEqual: (left: number, right: number) => boolean): Uint32Array {
  const reversed = new Uint32Array(order.length);
  let next = 0;
  for (let end = order.length; end > 0; ) {
    let start = end - 1;
    while (start > 0 && isEqual(order[start - 1] as number, order[start] as number)) {
      start -= 1;
    }
    for (let place = start; place < end; place += 1) {
      reversed[next] = order[place] as number;
      next += 1;
    }
    end = start;
  }
  return reversed;
}
