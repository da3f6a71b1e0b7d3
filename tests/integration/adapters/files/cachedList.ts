import type { CachedKeyList } from '../../../../shared/model/keyList.ts';

/** Returns a list with `count` keys. */
export function cachedList(count: number): CachedKeyList {
  return {
    source: 'https://example.com',
    cursor: 'cursor.1',
    fetchedAt: '2026-05-01T12:00:00.000Z',
    fetchedWholeAt: '2026-05-01T11:00:00.000Z',
    items: Array.from({ length: count }, (_, index) => ({
      id: `authkey.${index}`,
      accountId: `account.${index % 1000}`,
      username: `svc.${index % 1000}`,
      fullName: `Service ${index % 1000}`,
      systemRoles: ['API integrations'],
      token: index.toString(16).padStart(32, '0'),
      creationDate: '2026-01-01T00:00:00.000Z',
      expirationDate: '2027-01-01T00:00:00.000Z',
      lastUsedDate: null,
      version: 1,
      accountProblem: null,
    })),
  };
}
