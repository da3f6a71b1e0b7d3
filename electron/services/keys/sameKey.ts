import type { KeyReference } from '../../../shared/model/key.ts';
import { isSameKey } from '../../../shared/model/key.ts';
import { AppError } from '../../../shared/result.ts';
import type { AdminApi, ApiKey } from '../../ports.ts';
import type { ConnectionKeyList } from './connectionKeyList.ts';

/** Page size of a token search: one match is expected, but a looser search may return a few more. */
const SEARCH_PAGE = 10;

function keyReplaced(): AppError {
  return new AppError('KEY_REPLACED', 'The id belongs to another key than the one shown.');
}

/** Checks that a key is still the one shown. @throws AppError `NOT_FOUND`, or `KEY_REPLACED` for another key. */
export function requireSame(shown: KeyReference, current: ApiKey | null): void {
  if (current === null) {
    throw new AppError('NOT_FOUND', 'This key no longer exists.');
  }
  if (!isSameKey(shown, current)) {
    throw keyReplaced();
  }
}

/**
 * Checks right before a change that the installation still has the key shown, for one that does not compare tokens
 * itself. Searches for the token: one call, whose response contains no secret. If it is not found, the complete list
 * decides.
 * @throws AppError as {@link requireSame}.
 */
export async function lookUpSame(
  api: AdminApi,
  shown: KeyReference,
  readList: () => Promise<ConnectionKeyList>,
): Promise<void> {
  const { items } = await api.listKeys({ skip: 0, take: SEARCH_PAGE }, shown.token);
  if (!items.some((item) => isSameKey(item, shown))) {
    requireSame(shown, (await readList()).get(shown.id));
  }
}
