import { eligibleAccountPageSchema, keyChangesSchema } from '../../shared/adminApi/keyService.ts';
import type { StandalonePlatform } from '../harness/platformCommand.ts';
import type { BenchKey } from './window/pages/benchKey.ts';

/** Reads all keys of an installation over its HTTP API, in the order in which it lists its changes. */
export async function readKeys(platform: StandalonePlatform): Promise<readonly BenchKey[]> {
  const accounts = eligibleAccountPageSchema.parse(await platform.call('ListEligibleAccounts')).Items;
  const eligible = new Set(accounts.filter(({ IsEligible }) => IsEligible).map(({ Id }) => Id));
  const keys: BenchKey[] = [];
  let cursor: string | null = null;
  for (let hasMore = true; hasMore; ) {
    const body: object = cursor === null ? {} : { Cursor: cursor };
    const page = keyChangesSchema.parse(await platform.call('ListChanges', body));
    for (const key of page.Upserted) {
      keys.push({
        id: key.Id,
        token: key.Token,
        fullName: key.FullName,
        username: key.Username,
        creationDate: key.CreationDate,
        expirationDate: key.ExpirationDate,
        lastUsedDate: key.LastUsedDate ?? null,
        isEligible: eligible.has(key.AccountId),
      });
    }
    cursor = page.Cursor;
    hasMore = page.HasMore;
  }
  return keys;
}

/** A token as the rows of a list show it. */
export function shownToken({ token }: BenchKey): string {
  return `${token.slice(0, 8)}…${token.slice(-4)}`;
}
