import { describe, expect, it } from 'vitest';
import { nextSorting, type OrderSources, orderKeys } from '../../../../../../renderer/features/keys/table/orderKeys.ts';
import type { AuthenticationKey } from '../../../../../../shared/model/key.ts';
import type { KeyTableColumn } from '../../../../../../shared/model/keyView.ts';
import type { FindAccountUse } from '../../../../../../shared/model/lastUse.ts';
import { inDays, NOW, sampleKey } from '../sampleKey.ts';

function order(
  keys: readonly AuthenticationKey[],
  column: KeyTableColumn,
  isDescending = false,
  sources: Partial<OrderSources> = {},
): string[] {
  return Array.from(
    orderKeys(keys, { column, isDescending }, { now: NOW, ...sources }),
    (place) => keys[place]?.id ?? '',
  );
}

describe('the order of keys', () => {
  it('puts the worst status first, and within one status what expires soonest', () => {
    const keys = [
      sampleKey({ id: 'valid', expirationDate: inDays(100) }),
      sampleKey({ id: 'expires in 9 days', expirationDate: inDays(9) }),
      sampleKey({ id: 'archived', accountProblem: 'archived' }),
      sampleKey({ id: 'expires in 2 days', expirationDate: inDays(2) }),
      sampleKey({ id: 'expired', expirationDate: inDays(-1) }),
    ];
    const expected = ['expired', 'archived', 'expires in 2 days', 'expires in 9 days', 'valid'];
    expect(order(keys, 'status')).toEqual(expected);
    expect(order(keys, 'status', true)).toEqual(expected.reverse());
  });

  it('orders names as people read them: letter case and the length of numbers count for nothing', () => {
    const keys = ['key 10', 'Борис', 'key 9', 'анна', 'Key 1'].map((fullName) => sampleKey({ id: fullName, fullName }));
    expect(order(keys, 'userName')).toEqual(['анна', 'Борис', 'Key 1', 'key 9', 'key 10']);
  });

  it('keeps the order of equal keys, in both directions', () => {
    const keys = [sampleKey({ id: 'a' }), sampleKey({ id: 'b' }), sampleKey({ id: 'c' })];
    for (const column of ['userName', 'token', 'created', 'expires', 'lastUsed', 'status'] as const) {
      expect(order(keys, column), column).toEqual(['a', 'b', 'c']);
      expect(order(keys, column, true), column).toEqual(['a', 'b', 'c']);
    }
  });

  it('orders notes by owner, and keys without a note come last', () => {
    const keys = ['none', 'Борис', 'анна'].map((id) => sampleKey({ id, token: id }));
    const notes = new Map(keys.slice(1).map(({ id }) => [id, { owner: id, purpose: '', ticket: '', tags: [] }]));
    expect(order(keys, 'notes', false, { notes })).toEqual(['анна', 'Борис', 'none']);
  });

  it('orders the last calls of the accounts, and those without one come first', () => {
    const keys = ['none', 'late', 'early', 'absent'].map((username) => sampleKey({ id: username, username }));
    const calls: Readonly<Record<string, string | null>> = { none: null, late: inDays(-1), early: inDays(-9) };
    const find = (username: string) =>
      username in calls ? ({ lastCallAt: calls[username] } as ReturnType<FindAccountUse>) : null;
    expect(order(keys, 'accountSeen', false, { findUse: find })).toEqual(['none', 'absent', 'early', 'late']);
    expect(order(keys, 'accountSeen', true, { findUse: find })).toEqual(['late', 'early', 'none', 'absent']);
  });

  it('compares instants, not their texts', () => {
    const keys = [
      sampleKey({ id: 'later', creationDate: '2026-01-01T00:00:00.000Z' }),
      sampleKey({ id: 'sooner', creationDate: '2026-01-01T02:00:00.000+03:00' }),
      sampleKey({ id: 'far', creationDate: '9999-12-31T23:59:59.000Z' }),
    ];
    expect(order(keys, 'created')).toEqual(['sooner', 'later', 'far']);
  });

  it('takes a key of which no use is known for the one that was used longest ago', () => {
    const keys = [sampleKey({ id: 'used', lastUsedDate: inDays(-1) }), sampleKey({ id: 'unused', lastUsedDate: null })];
    expect(order(keys, 'lastUsed')).toEqual(['unused', 'used']);
  });

  it('turns around with a click on its own header; times begin with the newest, other columns with the first', () => {
    const byName = { column: 'userName', isDescending: false } as const;
    expect(nextSorting(byName, 'userName')).toEqual({ column: 'userName', isDescending: true });
    expect(nextSorting(byName, 'created')).toEqual({ column: 'created', isDescending: true });
    expect(nextSorting({ column: 'created', isDescending: true }, 'expires')).toEqual({
      column: 'expires',
      isDescending: false,
    });
  });
});
