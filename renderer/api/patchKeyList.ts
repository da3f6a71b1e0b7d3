import { type AuthenticationKey, isEqualKey, type KeyId } from '../../shared/model/key.ts';

/**
 * Applies changes to a list: changed keys in place, new ones at the end, deleted ones removed. Keys that stay the same
 * stay the same objects. Returns the same array if nothing changes, so that nothing derived from it is computed again:
 * the window often has its own changes already.
 */
export function withChangedKeys(
  items: readonly AuthenticationKey[],
  changed: readonly AuthenticationKey[],
  deletedIds: readonly KeyId[],
): readonly AuthenticationKey[] {
  /** What becomes of the key with an id; `null` for a deleted one. */
  const changes = new Map<KeyId, AuthenticationKey | null>(changed.map((key) => [key.id, key]));
  for (const id of deletedIds) {
    changes.set(id, null);
  }
  const changedItems: AuthenticationKey[] = [];
  let isSame = true;
  for (const key of items) {
    const change = changes.size === 0 ? undefined : changes.get(key.id);
    if (change === undefined) {
      changedItems.push(key);
      continue;
    }
    changes.delete(key.id);
    if (change !== null && isEqualKey(change, key)) {
      changedItems.push(key);
      continue;
    }
    isSame = false;
    if (change !== null) {
      changedItems.push(change);
    }
  }
  for (const key of changes.values()) {
    if (key !== null) {
      isSame = false;
      changedItems.push(key);
    }
  }
  return isSame ? items : changedItems;
}
