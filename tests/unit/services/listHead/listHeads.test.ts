import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createServices, type Services } from '../../../../electron/services/services.ts';
import { DEFAULT_KEY_VIEW, type KeyView } from '../../../../shared/model/keyView.ts';
import { ROTATION_RECORD } from '../../../contract/rotationInputs.ts';
import { shownKey } from '../../../fakes/memoryAdminApi.ts';
import { createMemoryPorts, type MemoryPorts } from '../../../fakes/memoryPorts.ts';
import { settle } from '../../../fakes/settle.ts';

const HOUR_MS = 60 * 60_000;

let memory: MemoryPorts;
/** A run of the application in which no list has been read yet. */
let services: Services;

/** Ends the run, which writes what is pending, and starts the next one. */
async function startAgain(): Promise<void> {
  await services.close();
  services = createServices(memory.ports);
}

const head = () => services.listHeads.get('sample');
const sortBy = (sorting: KeyView['sorting']) => services.keyViews.set('sample', { ...DEFAULT_KEY_VIEW, sorting });
const readsOf = () => vi.spyOn(memory.keyListStore, 'read');
const adopt = (token: string) =>
  services.adoptedKeys.add('sample', {
    ...{ token, secretKey: 'c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0', label: 'Adopted' },
    expirationDate: new Date(memory.clock.now() + 24 * HOUR_MS).toISOString(),
  });

beforeEach(async () => {
  memory = createMemoryPorts();
  services = createServices(memory.ports);
  await services.keys.list('sample');
  await startAgain();
});

describe('the head of a list', () => {
  it('is what the list shows, and is not given once the list has been read', async () => {
    const { list } = await createServices(memory.ports).keys.listCached('sample');
    const keys = list?.content.kind === 'complete' ? list.content.keys : [];
    expect(keys).toHaveLength(2);
    expect(await head()).toEqual({
      ...{ total: 2, fetchedAt: list?.fetchedAt, sorting: DEFAULT_KEY_VIEW.sorting, rows: keys, rotations: [] },
      counts: { expired: 0, accountProblem: 0, expiring: 0, valid: 2, rotating: 0 },
      expiring: { unreplaced: 0, replaced: 0, rotating: 0 },
    });
    await services.keys.listCached('sample');
    expect(await head()).toBeNull();
  });

  it('follows the list when it changes', async () => {
    memory.adminApi.keys.delete('authkey.1');
    await services.keys.list('sample', null, true);
    await startAgain();
    expect(await head()).toMatchObject({ total: 1, rows: [{ id: 'authkey.2' }] });
  });

  it('follows the order of the table, a while after it was chosen', async () => {
    await services.keys.listCached('sample');
    sortBy({ column: 'token', isDescending: true });
    memory.clock.advance(3_000);
    await settle();
    services = createServices(memory.ports);
    expect(await head()).toMatchObject({ rows: [{ id: 'authkey.2' }, { id: 'authkey.1' }] });
  });

  it('has the rotations of the connection, and counts their keys', async () => {
    memory.rotationStore.journals.set('rotation-of-second-key', ROTATION_RECORD);
    await startAgain();
    // The rotation names a key that the head was not made for.
    expect(await head()).toBeNull();
    await services.keys.listCached('sample');
    await startAgain();
    expect(await head()).toMatchObject({
      rotations: [{ oldKey: { id: 'authkey.2' }, state: 'creating' }],
      counts: { valid: 2, rotating: 1 },
    });
    const given = await head();
    await services.keys.listCached('sample');
    expect(given?.rotations).toEqual(await services.rotations.list('sample'));
  });

  it('counts adopted keys that expire soon, unless they are in the list', async () => {
    await adopt('a'.repeat(32));
    expect(await head()).toBeNull();
    await services.keys.listCached('sample');
    await startAgain();
    expect(await head()).toMatchObject({ counts: { expiring: 0 }, expiring: { unreplaced: 1 } });
  });
});

describe('a head that does not fit is not used, and is replaced once the list has been read', () => {
  const replaced = async (): Promise<void> => {
    expect(await head()).toBeNull();
    await services.keys.listCached('sample');
    await startAgain();
    expect(await head()).not.toBeNull();
  };

  it('fault 213: it has another order than the table', async () => {
    sortBy({ column: 'expires', isDescending: false });
    await startAgain();
    await replaced();
    expect(await head()).toMatchObject({ sorting: { column: 'expires' } });
  });

  it('fault 213: the clock was set back', async () => {
    memory.clock.advance(-HOUR_MS);
    await replaced();
  });

  it('fault 213: a key of the list has begun to work meanwhile', async () => {
    const { id, ...key } = shownKey('authkey.1');
    const creationDate = new Date(memory.clock.now() + HOUR_MS).toISOString();
    memory.adminApi.keys.set(id, { ...[...memory.adminApi.keys.values()][0], ...key, id, creationDate } as never);
    await services.keys.list('sample', null, true);
    await startAgain();
    expect(await head()).not.toBeNull();
    memory.clock.advance(HOUR_MS);
    await startAgain();
    await replaced();
  });

  it('fault 213: a key was adopted that the head was not made for', async () => {
    await adopt('b'.repeat(32));
    await replaced();
  });
});

it('an order that depends on notes has no head', async () => {
  await services.keys.listCached('sample');
  sortBy({ column: 'notes', isDescending: false });
  await startAgain();
  expect(await head()).toBeNull();
  expect(memory.keyListStore.heads.size).toBe(0);
});

it('a head is neither given for another account nor after its connection was removed', async () => {
  const stored = memory.keyListStore.heads.get('sample');
  memory.keyListStore.heads.set('sample', { ...stored, head: { ...stored?.head, source: 'other' } } as never);
  expect(await head()).toBeNull();
  await expect(services.listHeads.get('unknown')).rejects.toMatchObject({ code: 'CONNECTION_UNKNOWN' });
});

describe('while the first rows are drawn', () => {
  it('no list is read until the window asks for one', async () => {
    const read = readsOf();
    services.readAhead();
    const rotations = services.rotations.list('sample');
    expect(await head()).not.toBeNull();
    await settle();
    expect(read).not.toHaveBeenCalled();
    await services.keys.listCached('sample');
    await rotations;
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('lists are read after a while, although the window asks for none', async () => {
    const read = readsOf();
    services.readAhead();
    await settle();
    expect(read).not.toHaveBeenCalled();
    memory.clock.advance(10_000);
    await settle();
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('lists are read at once where there is no head', async () => {
    memory.keyListStore.heads.clear();
    const read = readsOf();
    services.readAhead();
    await settle();
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('the token of a shown row is known, and no other one', async () => {
    await head();
    const shown = shownKey('authkey.1');
    expect(services.keys.tokenOf('sample', shown)).toBe(shown.token);
    expect(() => services.keys.tokenOf('sample', { id: 'authkey.1', token: 'other' })).toThrow(
      expect.objectContaining({ code: 'KEY_REPLACED' }),
    );
    expect(() => services.keys.tokenOf('sample', { id: 'authkey.9', token: shown.token })).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
  });
});
