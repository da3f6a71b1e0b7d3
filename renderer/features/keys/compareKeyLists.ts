import type { AuthenticationKey, KeyId } from '../../../shared/model/key.ts';

/** Changes of a list between two points in time. */
export interface ListChanges {
  readonly created: readonly AuthenticationKey[];
  readonly deleted: readonly AuthenticationKey[];
  /** Keys that now expire later. */
  readonly extended: readonly AuthenticationKey[];
  /** Keys that now expire sooner. */
  readonly shortened: readonly AuthenticationKey[];
}

/** Compares two lists by ids and tokens; `null` without changes of these kinds. */
export function listChanges(
  before: readonly AuthenticationKey[],
  after: readonly AuthenticationKey[],
): ListChanges | null {
  // Mostly nearly all keys are the same objects, which need no lookup by id.
  const unchanged = new Set(after);
  const earlier = new Map<KeyId, AuthenticationKey>();
  for (const key of before) {
    if (!unchanged.delete(key)) {
      earlier.set(key.id, key);
    }
  }
  const created: AuthenticationKey[] = [];
  const extended: AuthenticationKey[] = [];
  const shortened: AuthenticationKey[] = [];
  for (const key of unchanged) {
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
