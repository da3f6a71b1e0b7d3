import type { AuthenticationKey } from '../../../../../shared/model/key.ts';

/** 22 November 2026, 12:00 UTC, in milliseconds: the moment at which these tests happen. */
export const NOW = Date.UTC(2026, 10, 22, 12);

/** An instant so many days after {@link NOW}. */
export function inDays(days: number): string {
  return new Date(NOW + days * 24 * 60 * 60 * 1000).toISOString();
}

/** A valid key of account.1, changed as the test needs it. */
export function sampleKey(change: Partial<AuthenticationKey> = {}): AuthenticationKey {
  return {
    id: 'authkey.1',
    accountId: 'account.1',
    username: 'svc.erp',
    fullName: 'ERP connector',
    systemRoles: ['API integrations'],
    token: '40572d43a1b2c3d4e5f60718293afb2e',
    creationDate: inDays(-10),
    expirationDate: inDays(100),
    lastUsedDate: null,
    version: 1,
    accountProblem: null,
    ...change,
  };
}
