import type { AuthenticationKey, KeyId } from '../../../../shared/model/key.ts';

/** The keys of a list that have one of these ids, by id: few of them, out of a hundred thousand. */
export function keysWithIds(
  keys: readonly AuthenticationKey[],
  ids: ReadonlySet<KeyId>,
): ReadonlyMap<KeyId, AuthenticationKey> {
  const found = new Map<KeyId, AuthenticationKey>();
  for (const key of keys) {
    if (ids.has(key.id)) {
      found.set(key.id, key);
    }
  }
  return found;
}
