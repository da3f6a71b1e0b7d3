import type { AuthenticationKey } from '../../../shared/model/key.ts';

/** What became of a list between two moments. */
export interface ListChanges {
  readonly created: readonly AuthenticationKey[];
  readonly deleted: readonly AuthenticationKey[];
  /** Keys that now work longer than before. */
  readonly extended: readonly AuthenticationKey[];
  /** Keys that now stop working earlier. */
  readonly shortened: readonly AuthenticationKey[];
}

/** Compares two lists by the identifiers and tokens of their keys; `null` when nothing of this kind has changed. */
export function listChanges(
  before: readonly AuthenticationKey[],
  after: readonly AuthenticationKey[],
): ListChanges | null {
  const earlier = new Map(before.map((key) => [key.id, key]));
  const created: AuthenticationKey[] = [];
  const extended: AuthenticationKey[] = [];
  const shortened: AuthenticationKey[] = [];
  for (const key of after) {
    const known = earlier.get(key.id);
    const isSame = known?.token === key.token;
    if (isSame) {
      earlier.delete(key.id);
    }
    if (known === undefined || !isSame) {
      created.push(key);
    } else if (known.version !== key.version) {
      const difference = Date.parse(key.expirationDate) - Date.parse(known.expirationDate);
      if (difference !== 0) {
        (difference > 0 ? extended : shortened).push(key);
      }
    }
  }
  const deleted = [...earlier.values()];
  return created.length + deleted.length + extended.length + shortened.length === 0
    ? null
    : { created, deleted, extended, shortened };
}
