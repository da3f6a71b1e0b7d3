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
  const known = new Map(items.map((key) => [key.id, key]));
  const gone = new Set(deletedIds.filter((id) => known.has(id)));
  const news = changed.filter((key) => JSON.stringify(key) !== JSON.stringify(known.get(key.id)));
  if (gone.size === 0 && news.length === 0) {
    return items;
  }
  const byId = new Map(news.map((key) => [key.id, key]));
  const left = items.filter(({ id }) => !gone.has(id)).map((key) => byId.get(key.id) ?? key);
  return [...left, ...news.filter(({ id }) => !known.has(id))];
}
