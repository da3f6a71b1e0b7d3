import { expect, it } from 'vitest';
import { restorableOf } from '../../../../../../renderer/features/keys/bulk/disabledBatches.ts';
import { inDays, sampleKey } from '../sampleKey.ts';

const at = inDays(0);
const unsure = { id: 'authkey.1', token: sampleKey().token, version: null, expirationDate: inDays(100) };

it('restores what the installation confirmed, even if the list differs', () => {
  const keys = [{ ...unsure, version: 2 }];
  expect(restorableOf({ at, keys }, [])).toEqual(keys);
});

it('restores a key without a response if its expiry shows that it was disabled', () => {
  const disabled = sampleKey({ expirationDate: at, version: 7 });
  expect(restorableOf({ at, keys: [unsure] }, [disabled])).toEqual([{ ...unsure, version: 7 }]);
});

it.each([
  ['is as it was', [sampleKey()]],
  ['has the expiry of somebody else', [sampleKey({ expirationDate: inDays(50), version: 2 })]],
  ['is gone', []],
  ['has another key in its place', [sampleKey({ expirationDate: at, token: 'f'.repeat(32) })]],
])('does not restore a key without a response that %s', (_what, items) => {
  expect(restorableOf({ at, keys: [unsure] }, items)).toEqual([]);
});
