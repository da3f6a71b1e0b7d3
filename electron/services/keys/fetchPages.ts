import { MAXIMUM_PAGE } from '../../../shared/adminApi/keyService.ts';
import type { EligibleAccount } from '../../../shared/model/key.ts';
import { AppError, type ErrorCode } from '../../../shared/result.ts';
import type { AdminApi, ApiKey, Page, PageRequest } from '../../ports.ts';

/** How often a list that changes while it is fetched is fetched again. */
const FETCH_ATTEMPTS = 3;
/** More parts of a change feed than any list has: a feed that never ends must not be followed for ever. */
const MAXIMUM_PARTS = 1_000;

/** What a feed of changes has told, all of its parts taken together. */
export interface CollectedChanges {
  /** Whether everything known before is to be forgotten. */
  readonly isWhole: boolean;
  readonly changed: ReadonlyMap<string, ApiKey>;
  readonly deletedIds: ReadonlySet<string>;
  readonly cursor: string;
}

/**
 * Follows the feed of changes to its end.
 * @param from where it goes on; `null` for the beginning.
 * @throws AppError `SERVICE_MISSING` or `INTERCEPTED` where there is no feed, `BAD_RESPONSE` for one that does not come to
 * an end.
 */
export async function fetchChanges(api: AdminApi, from: string | null): Promise<CollectedChanges> {
  const changed = new Map<string, ApiKey>();
  const deletedIds = new Set<string>();
  let isWhole = from === null;
  let cursor = from;
  for (let part = 0; part < MAXIMUM_PARTS; part += 1) {
    const changes = await api.listChanges(cursor, MAXIMUM_PAGE);
    if (changes.isReset) {
      isWhole = true;
      changed.clear();
      deletedIds.clear();
    }
    for (const key of changes.changed) {
      changed.set(key.id, key);
      deletedIds.delete(key.id);
    }
    for (const id of changes.deletedIds) {
      changed.delete(id);
      deletedIds.add(id);
    }
    if (!changes.hasMore) {
      return { isWhole, changed, deletedIds, cursor: changes.cursor };
    }
    if (changes.cursor === cursor) {
      break;
    }
    cursor = changes.cursor;
  }
  throw new AppError('BAD_RESPONSE', 'The feed of changes does not come to an end.');
}

/**
 * Fetches all pages of a list. One that changes between two pages can repeat an item and skip another; it is fetched
 * again, and refused when it never comes out whole: a list with a gap must not look like a complete one.
 * @throws AppError `BAD_RESPONSE`.
 */
export async function fetchAll<Item extends { readonly id: string }>(
  fetchPage: (page: PageRequest) => Promise<Page<Item>>,
): Promise<Item[]> {
  for (let attempt = 0; attempt < FETCH_ATTEMPTS; attempt += 1) {
    const items = new Map<string, Item>();
    const totals = new Set<number>();
    let skip = 0;
    let before = -1;
    // A page that brings nothing new ends the list, whatever total is promised.
    while (items.size > before && (skip === 0 || skip < Math.max(...totals))) {
      before = items.size;
      const page = await fetchPage({ skip, take: MAXIMUM_PAGE });
      for (const item of page.items) {
        items.set(item.id, item);
      }
      skip += page.items.length;
      totals.add(page.total);
    }
    if (totals.size === 1 && totals.has(items.size)) {
      return [...items.values()];
    }
  }
  throw new AppError('BAD_RESPONSE', 'No complete list could be read.');
}

/** Refusals of one method that say nothing about the others. */
const NO_ACCOUNTS: ReadonlySet<ErrorCode> = new Set([
  'NOT_PERMITTED',
  'SERVICE_MISSING',
  'INTERCEPTED',
  'REDIRECT_REFUSED',
  'BAD_RESPONSE',
]);

/**
 * Fetches the accounts; `null` where they are not told: the account may see keys but not who could get one, or something
 * on the way holds this one method back.
 */
export async function fetchAccounts(api: AdminApi): Promise<readonly EligibleAccount[] | null> {
  try {
    return await fetchAll((page) => api.listEligibleAccounts('', page));
  } catch (error) {
    if (error instanceof AppError && NO_ACCOUNTS.has(error.code)) {
      return null;
    }
    throw error;
  }
}
