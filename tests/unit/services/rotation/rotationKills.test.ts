import { describe, expect, it, vi } from 'vitest';
import { CANARY_SECRET, type MemoryAdminApi, secretOf } from '../../../fakes/memoryAdminApi.ts';
import { addConnection, memory, services, startAgain } from '../application.ts';
import { inDays, keyOf, rotation, start, startRotationsBeforeEach, step } from './rotationBed.ts';

startRotationsBeforeEach();

const OLD = 'authkey.1';
const BEFORE = '2027-01-01T00:00:00.000Z';

type Method = 'createKey' | 'editKey' | 'deleteKeys';

/**
 * Runs a step until it has sent a request, and starts KeyDesk again as after a kill: the response never arrives.
 * @param arrives whether the installation carries the request out.
 */
async function killDuring(method: Method, arrives: boolean, run: () => Promise<unknown>): Promise<void> {
  const { adminApi } = memory;
  const original = adminApi[method].bind(adminApi) as (...parameters: unknown[]) => Promise<unknown>;
  const sent = Promise.withResolvers<void>();
  const spy = vi.spyOn(adminApi as MemoryAdminApi, method).mockImplementation((async (...parameters: unknown[]) => {
    if (arrives) {
      await original(...parameters);
    }
    sent.resolve();
    return new Promise(() => {});
  }) as never);
  void run();
  await sent.promise;
  spy.mockRestore();
  startAgain();
  await services.keys.list('sample');
  // It is offered as a rotation, and not as an interrupted run besides.
  await vi.waitFor(() => expect(memory.bulkJournalStore.journals.size).toBe(0));
  expect(services.bulkChanges.state.interrupted).toEqual([]);
}

/** Keys that the installation has besides the two of the beginning. */
const newKeys = () => [...memory.adminApi.keys.keys()].slice(2);

describe.each([
  [true, 'was carried out'],
  [false, 'did not arrive'],
] as const)('fault 168: KeyDesk is killed at a step of a rotation, and the request (%s) %s', (arrives, _outcome) => {
  it('creating: there is one new key after the rotation goes on', async () => {
    await killDuring('createKey', arrives, () => start([OLD]));
    expect(await rotation()).toMatchObject({ state: 'creating', pending: 'creating', newKey: null });
    expect(await step('proceed')).toMatchObject({ results: [{ outcome: 'done' }] });
    expect(newKeys()).toEqual(['authkey.3']);
    expect(await rotation()).toMatchObject({ state: 'handOver', newKey: { id: 'authkey.3' } });
    expect(keyOf(OLD)).toMatchObject({ expirationDate: BEFORE, version: 1 });
  });

  it('creating: nothing is left after the rotation is taken back', async () => {
    await killDuring('createKey', arrives, () => start([OLD]));
    expect(await step('takeBack')).toMatchObject({ results: [{ outcome: 'done' }] });
    expect(newKeys()).toEqual([]);
    expect(await rotation()).toMatchObject({ state: 'takenBack' });
  });

  it('shortening: the old key is shortened once', async () => {
    await start([OLD]);
    await killDuring('editKey', arrives, () => step('proceed'));
    expect(await rotation()).toMatchObject({ state: arrives ? 'overlap' : 'handOver' });
    await step('proceed');
    expect(keyOf(OLD)).toMatchObject({ expirationDate: inDays(7), version: 2 });
    expect(await rotation()).toMatchObject({ state: 'overlap', oldExpiryBefore: BEFORE, oldExpiryAfter: inDays(7) });
  });

  it('shortening: the old key has its former expiry after the rotation is taken back', async () => {
    await start([OLD]);
    await killDuring('editKey', arrives, () => step('proceed'));
    expect(await step('takeBack')).toMatchObject({ results: [{ outcome: 'done' }] });
    expect(keyOf(OLD).expirationDate).toBe(BEFORE);
    expect(newKeys()).toEqual([]);
  });

  it('ending: the old key is disabled', async () => {
    await start([OLD]);
    await step('proceed');
    await killDuring('editKey', arrives, () => step('finish'));
    expect(await rotation()).toMatchObject({ state: arrives ? 'ended' : 'overlap' });
    await step('finish');
    expect(await rotation()).toMatchObject({ state: 'ended', problem: null });
    expect(keyOf(OLD).expirationDate).toBe(inDays(0));
  });

  it('restoring: the expiry is put back, and then the new key deleted', async () => {
    await start([OLD]);
    await step('proceed');
    await killDuring('editKey', arrives, () => step('takeBack'));
    expect(newKeys()).toEqual(['authkey.3']);
    expect(await rotation()).toMatchObject({ state: arrives ? 'handOver' : 'overlap' });
    await step('takeBack');
    expect(keyOf(OLD).expirationDate).toBe(BEFORE);
    expect(newKeys()).toEqual([]);
    expect(await rotation()).toMatchObject({ state: 'takenBack', problem: null });
  });

  it('deleting: the new key is deleted', async () => {
    await start([OLD]);
    await killDuring('deleteKeys', arrives, () => step('takeBack'));
    await step('takeBack');
    expect(newKeys()).toEqual([]);
    expect(keyOf(OLD).expirationDate).toBe(BEFORE);
    expect(await rotation()).toMatchObject({ state: 'takenBack' });
  });
});

it('goes on after a kill during the test', async () => {
  await start([OLD]);
  const asked = Promise.withResolvers<void>();
  const spy = vi.spyOn(memory.connectionProbe, 'askPermissions').mockImplementation(() => {
    asked.resolve();
    return new Promise(() => {});
  });
  void step('proceed');
  await asked.promise;
  spy.mockRestore();
  startAgain();
  expect(await rotation()).toMatchObject({ state: 'handOver', pending: null });
  await step('proceed');
  expect(await rotation()).toMatchObject({ state: 'overlap', oldExpiryAfter: inDays(7) });
});

it('gives each of two keys of one account a new key of its own after both creations were interrupted', async () => {
  await killDuring('createKey', false, () => start([OLD, 'authkey.2']));
  const ids = (await services.rotations.list('sample')).map(({ id }) => id);
  await services.rotations.proceed('sample', ids);
  const rotations = await services.rotations.list('sample');
  expect(rotations.map(({ newKey }) => newKey?.id)).toEqual(['authkey.3', 'authkey.4']);
});

it('gives a rotation another key if the platform repeats the response that another rotation was found by', async () => {
  const create = memory.adminApi.createKey.bind(memory.adminApi);
  // The requests of both rotations arrive, but only the second one is carried out.
  let calls = 0;
  const spy = vi.spyOn(memory.adminApi, 'createKey').mockImplementation(async (...request) => {
    calls += 1;
    if (calls === 2) {
      await create(...request);
    }
    return new Promise(() => {});
  });
  void start([OLD, 'authkey.2']);
  await vi.waitFor(() => expect(newKeys()).toHaveLength(1));
  spy.mockRestore();
  startAgain();
  await services.keys.list('sample');
  const ids = (await services.rotations.list('sample')).map(({ id }) => id);
  await services.rotations.proceed('sample', ids);
  const rotations = await services.rotations.list('sample');
  expect(new Set(rotations.map(({ newKey }) => newKey?.id)).size).toBe(2);
  expect(rotations.map(({ state }) => state)).toEqual(['handOver', 'handOver']);
});

describe('fault 169: the record of a rotation is damaged, incomplete or of a later version', () => {
  const only = (): [string, string] => {
    const [entry] = [...memory.rotationStore.journals];
    return entry ?? ['', ''];
  };

  it('counts an incomplete last line as not written', async () => {
    await start([OLD]);
    const [name, text] = only();
    memory.rotationStore.journals.set(name, text.slice(0, -20));
    startAgain();
    await services.keys.list('sample');
    expect(await rotation()).toMatchObject({ state: 'creating' });
    await step('proceed');
    expect(newKeys()).toEqual(['authkey.3']);
    expect(await rotation()).toMatchObject({ state: 'handOver' });
  });

  it('shows nothing of a later version, and keeps it', async () => {
    await start([OLD]);
    const [name, text] = only();
    const later = text.replace('"schemaVersion":1', '"schemaVersion":2');
    memory.rotationStore.journals.set(name, later);
    startAgain();
    expect(await services.rotations.list('sample')).toEqual([]);
    expect(memory.rotationStore.journals.get(name)).toBe(later);
  });

  it('keeps rotations for a month after their end, and their file as long as one is under way', async () => {
    await start([OLD]);
    await step('takeBack');
    memory.clock.advance(31 * 86_400_000);
    startAgain();
    expect(await services.rotations.list('sample')).toEqual([]);
    expect([...memory.rotationStore.journals.keys()]).toEqual([]);
  });
});

it('leaves nothing of a run whose record is written only in part', async () => {
  const store = memory.rotationStore;
  const append = store.append.bind(store);
  vi.spyOn(store, 'append').mockImplementation(async (name, lines) => {
    await append(name, lines.slice(0, 40));
    throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
  });
  await expect(start([OLD])).rejects.toMatchObject({ code: 'NOT_RECORDED', detail: 'ENOSPC' });
  expect(store.journals.size).toBe(0);
  expect(newKeys()).toEqual([]);
});

it('records and logs no secret, and tests with none in the activity journal', async () => {
  await start([OLD]);
  await step('proceed');
  await step('finish');
  expect(memory.logger.redacted).toContain(secretOf('authkey.3'));
  const written = [memory.rotationStore, memory.activityStore, memory.bulkJournalStore, memory.disabledKeyStore];
  const texts = written.flatMap(({ journals }) => [...journals.values()]);
  expect(texts.join('')).toContain('authkey.3');
  expect(JSON.stringify([texts, memory.logger.lines, await services.rotations.list('sample')])).not.toContain(
    CANARY_SECRET,
  );
});

it('deletes the records of a connection with it', async () => {
  const id = await addConnection();
  await services.rotations.start(id, {
    keys: [{ id: OLD, token: keyOf(OLD).token, version: 1 }],
    newExpiry: inDays(90),
    overlapDays: 7,
    acceptsYoungerKey: false,
  });
  expect(memory.rotationStore.journals.size).toBe(1);
  await services.recorded.removeConnection(id);
  await vi.waitFor(() => expect(memory.rotationStore.journals.size).toBe(0));
});
