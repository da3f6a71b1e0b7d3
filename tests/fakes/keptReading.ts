import type { KeptReading, LoggedUse } from '../../electron/ports.ts';

/** The use of an account as logs state it. */
export function loggedUse(use: Partial<LoggedUse> & { readonly username: string }): LoggedUse {
  const { lastCall = '2026-11-20T10:00:00.000', addresses = ['10.0.0.1'] } = use;
  return { lastRejection: null, calls: 3, rejections: 0, otherAddresses: 0, ...use, lastCall, addresses };
}

/** A reading of one file. */
export function keptReading(changes: Partial<KeptReading> = {}): KeptReading {
  const lines = { calls: 3, others: 4, notRead: 0 };
  return {
    readAt: '2026-11-27T12:00:00.000Z',
    timeZone: 'Europe/Moscow',
    period: { from: '2026-11-01T00:00:00.000', to: '2026-11-26T23:59:59.999' },
    lines,
    callsWithoutAccount: 0,
    callsOfOtherAccounts: 0,
    files: [{ name: 'audit_2026-11-26.log', ...lines, problem: null }],
    fileCount: 1,
    accounts: [loggedUse({ username: 'erp.exchange' })],
    ...changes,
  };
}
