import { expect, it } from 'vitest';
import { disabledTimesOf, loggedCallsOf } from '../../../../shared/model/hygieneFacts.ts';
import type { AccountUse, LastUse } from '../../../../shared/model/lastUse.ts';

const COUNTS = { calls: 1, others: 0, notRead: 0 };

function use(username: string, lastCallAt: string | null, lastRejectionAt: string | null = null): AccountUse {
  return { username, lastCallAt, lastRejectionAt, calls: 1, rejections: 1, addresses: [], otherAddresses: 0 };
}

function logs(change: Partial<LastUse> = {}): LastUse {
  return {
    readAt: '2026-11-27T00:00:00Z',
    timeZone: 'UTC',
    period: { from: '2026-10-01T00:00:00Z', to: '2026-11-26T00:00:00Z' },
    lines: COUNTS,
    callsWithoutAccount: 0,
    callsOfOtherAccounts: 0,
    files: [{ ...COUNTS, name: 'audit_2026-11-26.log', problem: null }],
    fileCount: 1,
    problem: null,
    accounts: [use('Svc.A', '2026-11-20T00:00:00Z'), use('svc.b', null, '2026-11-21T00:00:00Z')],
    ...change,
  };
}

it('gives the last call of an account, also a rejected one, without regard to letter case', () => {
  const calls = loggedCallsOf(logs());
  expect(calls).toMatchObject({ from: Date.parse('2026-10-01'), to: Date.parse('2026-11-26'), isComplete: true });
  expect(calls?.lastCallOf('svc.a')).toBe(Date.parse('2026-11-20'));
  expect(calls?.lastCallOf('SVC.B')).toBe(Date.parse('2026-11-21'));
  expect(calls?.lastCallOf('svc.c')).toBe(Number.NEGATIVE_INFINITY);
});

it('says that calls can be missing, and gives nothing without logs', () => {
  const damaged = [{ ...COUNTS, name: 'audit.log', problem: 'damaged' as const }];
  for (const change of [{ callsOfOtherAccounts: 1 }, { files: damaged }]) {
    expect(loggedCallsOf(logs(change))?.isComplete).toBe(false);
  }
  expect(loggedCallsOf(logs({ period: null }))).toBeNull();
  expect(loggedCallsOf(null)).toBeNull();
});

it('gives the time at which each key of a batch was disabled', () => {
  const at = '2026-11-01T00:00:00.000Z';
  const key = { id: 'k', token: 't', username: 'u', expirationDate: '2027-01-01T00:00:00Z', version: 1 };
  const batch = { id: 'b', connectionId: 'c', at, origin: 'selection' as const, keys: [key] };
  expect([...disabledTimesOf([batch])]).toEqual([['t', Date.parse(at)]]);
});
