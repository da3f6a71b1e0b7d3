import { describe, expect, it } from 'vitest';
import type { ApiKey } from '../../../../electron/ports.ts';
import { ConnectionKeyList } from '../../../../electron/services/keys/connectionKeyList.ts';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { sampleKey } from '../../renderer/features/keys/sampleKey.ts';

const keyOf = (number: number, version = 1): AuthenticationKey =>
  sampleKey({ id: `authkey.${number}`, token: String(number).padStart(32, '0'), version });
const fetched = (...keys: readonly ApiKey[]): ReadonlyMap<string, ApiKey> => new Map(keys.map((key) => [key.id, key]));
const ACCOUNT = { id: 'account.1', username: 'svc.erp', fullName: 'ERP', systemRoles: ['API integrations'] } as const;

async function listWith(...keys: readonly ApiKey[]): Promise<ConnectionKeyList> {
  const list = ConnectionKeyList.empty('source');
  list.updateAccounts([{ ...ACCOUNT, problem: null }]);
  await list.replace(fetched(...keys));
  return list;
}
const numbers = (list: ConnectionKeyList) => list.items.map(({ id, version }) => [Number(id.split('.')[1]), version]);

describe('replacing all keys', () => {
  it('keeps the place and the object of a key that is the same', async () => {
    const list = await listWith(keyOf(1), keyOf(2), keyOf(3));
    const { items, revision } = list;
    await list.replace(fetched(keyOf(4), keyOf(3), keyOf(2, 2)));
    expect(numbers(list)).toEqual([
      [2, 2],
      [3, 1],
      [4, 1],
    ]);
    expect(list.items[1]).toBe(items[2]);
    const changes = list.changesSince(revision);
    expect(changes?.changed.map(({ id }) => id).toSorted()).toEqual(['authkey.2', 'authkey.4']);
    expect(changes?.deletedIds).toEqual(['authkey.1']);
  });

  it('changes nothing if all keys are the same', async () => {
    const list = await listWith(keyOf(1), keyOf(2));
    const { items, revision } = list;
    await list.replace(fetched(keyOf(2), keyOf(1)));
    expect(list.items).toBe(items);
    expect(list.revision).toBe(revision);
  });

  it('shows the former keys until the last slice', async () => {
    const list = await listWith(keyOf(1));
    const many = Array.from({ length: 12_000 }, (_, index) => keyOf(index + 2));
    const replaced = list.replace(fetched(...many));
    let before = 0;
    while (numbers(list)[0]?.[0] === 1) {
      expect(list.size).toBe(1);
      before += 1;
      await new Promise((resolve) => setTimeout(resolve));
    }
    expect(before).toBeGreaterThan(1);
    await replaced;
    expect(list.size).toBe(12_000);
  });

  it('keeps what KeyDesk itself does meanwhile, unless the fetched version is newer', async () => {
    const list = await listWith(keyOf(1), keyOf(2), keyOf(3), keyOf(4));
    const { revision } = list;
    const replaced = list.replace(fetched(keyOf(1), keyOf(2), keyOf(3, 5), keyOf(4, 2), keyOf(6)));
    list.delete(['authkey.1']);
    list.putResponse(keyOf(2, 2));
    list.putResponse(keyOf(3, 2));
    list.putResponse(keyOf(5));
    await replaced;
    expect(numbers(list).toSorted()).toEqual([
      [2, 2],
      [3, 5],
      [4, 2],
      [5, 1],
      [6, 1],
    ]);
    expect(list.changesSince(revision)?.deletedIds).toEqual(['authkey.1']);
    expect(list.changesSince(revision)?.changed).toHaveLength(5);
    // A late response about a key that is gone.
    list.putResponse(keyOf(1, 2));
    expect(list.get('authkey.1')).toBeNull();
  });

  it('has no changes for somebody who has less than the first complete list', async () => {
    const list = ConnectionKeyList.empty('source');
    const { revision } = list;
    await list.replace(fetched(keyOf(1), keyOf(2)));
    expect(list.changesSince(revision)).toBeNull();
    expect(list.changesSince(list.revision)).toEqual({ changed: [], deletedIds: [] });
  });
});

it('the keys of an account share its roles, restored from the cache and fetched', async () => {
  const list = await listWith(keyOf(1), keyOf(2));
  const [first, second] = list.items;
  expect(first?.systemRoles).toEqual(['API integrations']);
  expect(second?.systemRoles).toBe(first?.systemRoles);
  const restored = await ConnectionKeyList.of(list.toCached());
  expect(restored.items).toEqual(list.items);
  expect(restored.account('account.1')).toMatchObject({ username: 'svc.erp', systemRoles: ['API integrations'] });
});
