import type { AuthenticationKey } from '../../shared/model/key.ts';
import { type PackedKeys, unpackKeys } from '../../shared/model/packedKeys.ts';

/** Unpacks the keys of a list. Pauses between its parts, so that input is handled and frames are drawn meanwhile. */
export async function unpackInParts(parts: readonly PackedKeys[]): Promise<readonly AuthenticationKey[]> {
  const unpacked: (readonly AuthenticationKey[])[] = [];
  for (const keys of unpackKeys(parts)) {
    if (unpacked.length > 0) {
      await scheduler.yield();
    }
    unpacked.push(keys);
  }
  return unpacked.length === 1 && unpacked[0] !== undefined ? unpacked[0] : unpacked.flat();
}
