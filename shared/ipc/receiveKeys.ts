import type { AuthenticationKey } from '../model/key.ts';
import { KeyUnpacker } from '../model/packedKeys.ts';
import type { KeyPart } from './keyListSchema.ts';

/**
 * Receives the keys of a list part by part; input is handled and frames are drawn between them.
 * @param first the part that arrived with the list.
 * @param askNext asks main for the part with a number.
 * @returns the keys; `null` if main did not have one of the parts any more.
 */
export async function receiveKeys(
  first: KeyPart,
  askNext: (next: number) => Promise<KeyPart | null>,
): Promise<readonly AuthenticationKey[] | null> {
  const unpacker = new KeyUnpacker();
  const received: (readonly AuthenticationKey[])[] = [];
  let current: KeyPart | null = first;
  while (current !== null) {
    const { part, next }: KeyPart = current;
    // Main packs the next part while this one is unpacked.
    const following: Promise<KeyPart | null> | null = next === null ? null : askNext(next);
    received.push(part === null ? [] : unpacker.unpack(part));
    if (following === null) {
      return received.length === 1 && received[0] !== undefined ? received[0] : received.flat();
    }
    current = await following;
  }
  return null;
}
