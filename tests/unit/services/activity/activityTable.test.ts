import { expect, it } from 'vitest';
import { activityTable } from '../../../../electron/services/activity/activityTable.ts';
import { ACTIVITY_COLUMNS } from '../../../../shared/model/activity.ts';
import { activityLabels as words } from './activityLabels.ts';
import { sampleEntry } from './sampleEntry.ts';

it('has the labels of the window, the name of the sample connection, and times as instants', () => {
  const failed = { number: 7, ...sampleEntry({ outcome: 'failed', code: 'CONFLICT', action: 'expiryChanged' }) };
  const expiry = { expiryBefore: '2026-12-01T00:00:00.000Z', expiryAfter: '2027-02-01T00:00:00.000Z' };
  const unnamed = { number: 8, ...sampleEntry({ connectionName: 'Stand', keyId: null, token: null, username: null }) };
  const table = activityTable([{ ...failed, ...expiry }, unnamed], words);
  expect(table.columns.map(({ title }) => title)).toEqual(ACTIVITY_COLUMNS.map((column) => `word ${column}`));
  const at = '2026-11-22T12:00:00.000Z';
  const key = ['svc.erp', '01234567…cdef', 'authkey.1'];
  expect([table.sheet, table.rowCount, ...table.rows]).toEqual([
    'Activity',
    2,
    ['7', at, 'Sample', 'word expiryChanged', 'word failed', 'CONFLICT', ...key, ...Object.values(expiry), ''],
    ['8', at, 'Stand', 'word created', 'word done', '', '', '', '', '', '', ''],
  ]);
  expect(table.columns.filter(({ kind }) => kind === 'time').map(({ title }) => title)).toEqual([
    'word at',
    'word expiryBefore',
    'word expiryAfter',
  ]);
});
