import type { AuthenticationKey, KeyId } from '../../shared/model/key.ts';

/**
 * Applies changes to a list: changed keys in place, new ones at the end, deleted ones removed. Returns the same array if
 * nothing changes, so that nothing derived from it is computed again: the window often has its own changes already.
 */
export function withChangedKeys(
  items: readonly AuthenticationKey[],
  changed: readonly AuthenticationKey[],
  deletedIds: readonly KeyId[],
): readonly AuthenticationKey[] {
  if (changed.length === 0 && deletedIds.length === 0) {
    return items;
  }
  const gone = new Set(deletedIds);
  const news = new Map(changed.map((key) => [key.id, key]));
  const changedItems: AuthenticationKey[] = [];
  let isSame = true;
  for (const key of items) {
    // Skips the lookup once nothing is left: each one would hash the id.
    const found = news.size > 0 ? news.get(key.id) : undefined;
    if (gone.size > 0 && gone.has(key.id)) {
      isSame = false;
      news.delete(key.id);
    } else if (found === undefined) {
      changedItems.push(key);
    } else {
      news.delete(key.id);
      const isChanged = JSON.stringify(found) !== JSON.stringify(key);
      isSame &&= !isChanged;
      changedItems.push(isChanged ? found : key);
    }
  }
  return isSame && news.size === 0 ? items : [...changedItems, ...news.values()];
}
