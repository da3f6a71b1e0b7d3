import { MAX_PAGE_SIZE } from '../../../shared/adminApi/keyService.ts';
import type { EligibleAccount } from '../../../shared/model/key.ts';
import { AppError, type ErrorCode } from '../../../shared/result.ts';
import type { AdminApi, ApiKey, Page, PageRequest } from '../../ports.ts';

/** Attempts to fetch a list that changes while it is being fetched. */
const FETCH_ATTEMPTS = 3;
/** Maximum number of parts of a change feed, above that of any real list; ends a feed that never completes. */
const MAX_PARTS = 1_000;

/** All parts of a change feed combined. */
export interface CollectedChanges {
  /** Whether this is the complete list, which replaces the previous one. */
  readonly isComplete: boolean;
  readonly changed: ReadonlyMap<string, ApiKey>;
  readonly deletedIds: ReadonlySet<string>;
  readonly cursor: string;
}

/**
 * Reads the change feed to its end.
 * @param from cursor to continue from; `null` for the beginning.
 * @throws AppError `SERVICE_MISSING` or `INTERCEPTED` if there is no feed, `BAD_RESPONSE` if it does not end.
 */
export async function fetchChanges(api: AdminApi, from: string | null): Promise<CollectedChanges> {
  const changed = new Map<string, ApiKey>();
  const deletedIds = new Set<string>();
  let isComplete = from === null;
  let cursor = from;
  for (let part = 0; part < MAX_PARTS; part += 1) {
    const changes = await api.listChanges(cursor, MAX_PAGE_SIZE);
    if (changes.isReset) {
      isComplete = true;
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
      return { isComplete, changed, deletedIds, cursor: changes.cursor };
    }
    if (changes.cursor === cursor) {
      break;
    }
    cursor = changes.cursor;
  }
  throw new AppError('BAD_RESPONSE', 'The change feed does not end.');
}

/**
 * Fetches all pages of a list. If the list changes between two pages, an item can be repeated and another skipped; it
 * is then fetched again, because a list with gaps must not be shown as complete.
 * @throws AppError `BAD_RESPONSE` when no attempt was consistent.
 */
export async function fetchAll<Item extends { readonly id: string }>(
  fetchPage: (page: PageRequest) => Promise<Page<Item>>,
): Promise<Item[]> {
  for (let attempt = 0; attempt < FETCH_ATTEMPTS; attempt += 1) {
    const items = new Map<string, Item>();
    const totals = new Set<number>();
    let skip = 0;
    let before = -1;
    // A page without new items ends the list, whatever its total says.
    while (items.size > before && (skip === 0 || skip < Math.max(...totals))) {
      before = items.size;
      const page = await fetchPage({ skip, take: MAX_PAGE_SIZE });
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

/** Errors of this method that say nothing about other methods. */
const ACCOUNTS_UNAVAILABLE: ReadonlySet<ErrorCode> = new Set([
  'NOT_PERMITTED',
  'SERVICE_MISSING',
  'INTERCEPTED',
  'REDIRECT_REFUSED',
  'BAD_RESPONSE',
]);

/**
 * Fetches the accounts. Returns `null` if the account may list keys but not accounts, or if a server in between blocks
 * this method.
 */
export async function fetchAccounts(api: AdminApi): Promise<readonly EligibleAccount[] | null> {
  try {
    return await fetchAll((page) => api.listEligibleAccounts('', page));
  } catch (error) {
    if (error instanceof AppError && ACCOUNTS_UNAVAILABLE.has(error.code)) {
      return null;
    }
    throw error;
  }
}
