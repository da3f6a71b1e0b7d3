import type { UnnumberedEntry } from '../../../../electron/services/activity/activityJournal.ts';

/** An entry about a key of the account `svc.erp`, with some fields replaced. */
export function sampleEntry(change: Partial<UnnumberedEntry>): UnnumberedEntry {
  return {
    at: '2026-11-22T12:00:00.000Z',
    connectionId: 'sample',
    connectionName: '',
    action: 'created',
    outcome: 'done',
    code: null,
    keyId: 'authkey.1',
    token: '01234567…cdef',
    username: 'svc.erp',
    fullName: 'ERP connector',
    expiryBefore: null,
    expiryAfter: null,
    ...change,
  };
}
