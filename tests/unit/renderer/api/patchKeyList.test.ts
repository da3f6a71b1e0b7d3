import { expect, it } from 'vitest';
import { ConnectionKeyList } from '../../../../electron/services/keys/connectionKeyList.ts';
import { withChangedKeys } from '../../../../renderer/api/patchKeyList.ts';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { seededRandom } from '../../../harness/seededRandom.ts';
import { sampleKey } from '../features/keys/sampleKey.ts';

const keyOf = (number: number, version = 1): AuthenticationKey =>
  sampleKey({ id: `authkey.${number}`, token: String(number).padStart(32, '0'), version });

it('puts changed keys in their place and new ones at the end, without the deleted ones', () => {
  const items = [keyOf(1), keyOf(2), keyOf(3)];
  const changed = withChangedKeys(items, [keyOf(4), keyOf(2, 2)], ['authkey.1', 'authkey.9']);
  expect(changed).toEqual([keyOf(2, 2), keyOf(3), keyOf(4)]);
  expect(changed[1]).toBe(items[2]);
  // A key that is reported both as changed and as deleted is left out.
  expect(withChangedKeys(items, [keyOf(1, 2)], ['authkey.1'])).toEqual([keyOf(2), keyOf(3)]);
});

it('returns the same array if the window knows all changes already', () => {
  const items = [keyOf(1), keyOf(2)];
  expect(withChangedKeys(items, [], [])).toBe(items);
  expect(withChangedKeys(items, [keyOf(2)], ['authkey.9'])).toBe(items);
});

it('a window that receives only changes always has the same list as the main process', async () => {
  const random = seededRandom(7);
  const list = ConnectionKeyList.empty('source');
  let shown: readonly AuthenticationKey[] = [];
  let { revision } = list;
  const anyKey = () => keyOf(Math.floor(random.next() * 40), Math.floor(random.next() * 5));
  for (let step = 0; step < 500; step += 1) {
    const what = Math.floor(random.next() * 5);
    if (what === 0) {
      list.put([anyKey(), anyKey()]);
    } else if (what === 1) {
      list.delete([anyKey().id, anyKey().id]);
    } else if (what === 2) {
      list.putResponse(anyKey());
    } else if (what === 3) {
      const replaced = list.replace(new Map([anyKey(), anyKey(), anyKey()].map((key) => [key.id, key])));
      // What KeyDesk itself does meanwhile.
      if (random.next() < 0.5) {
        list.putResponse(anyKey());
        list.delete([anyKey().id]);
      }
      await replaced;
    } else {
      const problem = random.next() < 0.5 ? 'archived' : null;
      list.updateAccounts([{ id: 'account.1', username: 'svc.erp', fullName: 'ERP', systemRoles: [], problem }]);
    }
    if (random.next() < 0.4) {
      const changes = list.changesSince(revision);
      // The window has nothing yet, or not what it began with.
      shown = changes === null ? list.items : withChangedKeys(shown, changes.changed, changes.deletedIds);
      ({ revision } = list);
      const sorted = (keys: readonly AuthenticationKey[]) =>
        keys.toSorted((one, other) => (one.id < other.id ? -1 : 1));
      expect(sorted(shown)).toEqual(sorted(list.items));
    }
  }
});
