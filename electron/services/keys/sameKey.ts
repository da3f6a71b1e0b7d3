import type { KeyReference } from '../../../shared/model/key.ts';
import { isSameKey } from '../../../shared/model/key.ts';
import { AppError } from '../../../shared/result.ts';
import type { AdminApi, ApiKey } from '../../ports.ts';
import type { ConnectionKeyList } from './connectionKeyList.ts';

/** A token is found by itself; an installation that searches more loosely may give a few more. */
const SEARCHED = 10;

/** What is told of a key whose identifier belongs to another one by now. */
function keyReplaced(): AppError {
  return new AppError('KEY_REPLACED', 'Another key has the identifier of the key that was shown.');
}

/** Takes a key for what it was shown as. @throws AppError `NOT_FOUND`, or `KEY_REPLACED` for another key. */
export function requireSame(shown: KeyReference, current: ApiKey | null): void {
  if (current === null) {
    throw new AppError('NOT_FOUND', 'This key no longer exists.');
  }
  if (!isSameKey(shown, current)) {
    throw keyReplaced();
  }
}

/**
 * Looks right before a change whether an installation that does not compare tokens itself still has the key that was shown.
 * Searching for the token tells no secret and costs one call. Where that does not find it, the whole list decides.
 * @throws AppError as {@link requireSame}.
 */
export async function lookUpSame(
  api: AdminApi,
  shown: KeyReference,
  readList: () => Promise<ConnectionKeyList>,
): Promise<void> {
  const { items } = await api.listKeys({ skip: 0, take: SEARCHED }, shown.token);
  if (!items.some((item) => isSameKey(item, shown))) {
    requireSame(shown, (await readList()).get(shown.id));
  }
}
