import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { numbersOf } from '../../../../shared/model/keyInstants.ts';
import { compareCodeUnits } from '../../../../shared/model/keyOrder.ts';
import { orderNumbers } from './orderNumbers.ts';

/** The first characters of a token make a number below 2^49, of 7 bits each. */
const PREFIX_LENGTH = 7;
const LAST_CODE = 127;

/** Numbers in the order of the tokens; equal only if the tokens start the same. */
const prefixesOf = numbersOf(({ token }) => prefixNumber(token));

/**
 * The places of the keys in the order of their tokens by code unit, those of equal tokens in their own order, and whether
 * the tokens of two places are equal.
 */
export function orderTokens(keys: readonly AuthenticationKey[]) {
  const prefixes = prefixesOf(keys);
  const order = orderNumbers(prefixes);
  // Defined, like the other elements: these are places of keys.
  for (let start = 0; start < order.length; ) {
    const prefix = prefixes[order[start] as number];
    let end = start + 1;
    while (end < order.length && prefixes[order[end] as number] === prefix) {
      end += 1;
    }
    if (end - start > 1) {
      order.subarray(start, end).sort((left, right) => compareTokens(keys, left, right) || left - right);
    }
    start = end;
  }
  const isEqual = (left: number, right: number): boolean =>
    prefixes[left] === prefixes[right] && compareTokens(keys, left, right) === 0;
  return { ascending: order, isEqual };
}

function compareTokens(keys: readonly AuthenticationKey[], left: number, right: number): number {
  return compareCodeUnits(keys[left]?.token ?? '', keys[right]?.token ?? '');
}

/** Reads no further than a character that does not fit: what comes after it must not decide. */
function prefixNumber(token: string): number {
  let number = 0;
  let isOpen = true;
  for (let index = 0; index < PREFIX_LENGTH; index += 1) {
    const code: number = isOpen && index < token.length ? Math.min(token.charCodeAt(index), LAST_CODE) : 0;
    isOpen &&= code < LAST_CODE;
    number = number * (LAST_CODE + 1) + code;
  }
  return number;
}
