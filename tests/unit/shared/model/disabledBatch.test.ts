import { expect, it } from 'vitest';
import { type DisabledBatch, disabledKeyState, quietKeys } from '../../../../shared/model/disabledBatch.ts';
import { inDays, sampleKey } from '../../renderer/features/keys/sampleKey.ts';

const at = inDays(0);
const key = { id: 'authkey.1', token: sampleKey().token, username: 'a', version: 2, expirationDate: inDays(100) };

it.each([
  ['disabled', { expirationDate: at, version: 2 }],
  ['disabled', { expirationDate: new Date(Date.parse(at) + 900).toISOString(), version: 2 }],
  ['changed', { expirationDate: at, version: 3 }],
  ['restored', { expirationDate: inDays(100), version: 3 }],
  ['changed', { expirationDate: inDays(50), version: 3 }],
  ['gone', { expirationDate: at, version: 2, token: 'f'.repeat(32) }],
] as const)('a key of a batch is %s if it is listed with %o', (state, listed) => {
  expect(disabledKeyState(key, at, sampleKey(listed))).toBe(state);
});

it('a key that is not listed is gone, and without a response the version says nothing', () => {
  expect(disabledKeyState(key, at, null)).toBe('gone');
  expect(disabledKeyState({ ...key, version: null }, at, sampleKey({ expirationDate: at, version: 7 }))).toBe(
    'disabled',
  );
});

it.each([
  ['after the days', 14, 14, null, 1],
  ['never without a number of days', 400, null, null, 0],
  ['not before', 13.9, 14, null, 0],
  ['if it was used before it was disabled', 20, 14, inDays(-1), 1],
  ['in the minute in which it was disabled', 20, 14, new Date(Date.parse(at) + 59_000).toISOString(), 1],
  ['not if it was used since', 20, 14, inDays(1), 0],
])('the deletion of a disabled key is proposed %s', (_when, elapsed, days, lastUsedDate, count) => {
  const batch: DisabledBatch = { id: 'b', connectionId: 'sample', at, origin: 'selection', keys: [key] };
  const listed = sampleKey({ expirationDate: at, version: 2, lastUsedDate });
  const now = Date.parse(inDays(elapsed));
  expect(quietKeys(batch, new Map([[key.id, listed]]), now, days)).toHaveLength(count);
  // Changed by somebody else since.
  expect(quietKeys(batch, new Map([[key.id, { ...listed, version: 9 }]]), now, days)).toEqual([]);
});
