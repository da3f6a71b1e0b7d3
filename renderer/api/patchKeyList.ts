import type { AuthenticationKey } from '../../shared/model/key.ts';

/**
 * Puts what has changed into a list: keys in the place of what they were, new ones at its end, and without those that were
 * deleted. The same array where that changes nothing, so that nothing is worked out anew for it: the window often knows
 * already what it has changed itself.
 */
export function withChangedKeys(
  items: readonly AuthenticationKey[],
  changed: readonly AuthenticationKey[],
  deletedIds: readonly string[],
): readonly AuthenticationKey[] {
  if (changed.length === 0 && deletedIds.length === 0) {
    return items;
  }
  const gone = new Set(deletedIds);
  const news = new Map(changed.map((key) => [key.id, key]));
  const changedItems: AuthenticationKey[] = [];
  let isSame = true;
  for (const key of items) {
    // Asked for nothing where nothing is left: each question to an empty map would work out the hash of its identifier.
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
