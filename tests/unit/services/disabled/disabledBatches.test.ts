import { expect, it, vi } from 'vitest';
import type { DisabledOrigin } from '../../../../shared/model/disabledBatch.ts';
import { AppError } from '../../../../shared/result.ts';
import { MemoryAdminApi, shownKey, tokenOf } from '../../../fakes/memoryAdminApi.ts';
import { createMemoryPorts } from '../../../fakes/memoryPorts.ts';
import { activityOf, addConnection, memory, services, startAgain, startBeforeEach } from '../application.ts';

const FORMER = '2027-01-01T00:00:00.000Z';
const ONE = { ...shownKey('authkey.1'), version: 1 };
const BOTH = [ONE, { ...shownKey('authkey.2'), version: 1 }];

startBeforeEach(async () => {
  await services.keys.list('sample');
});

const batches = async (connectionId: string | null = 'sample') =>
  (await services.disabledBatches.list(connectionId)).batches;
const records = () => memory.disabledKeyStore.journals;
const expiryOf = (id: string) => memory.adminApi.keys.get(id)?.expirationDate;
const disable = (keys = BOTH, origin: DisabledOrigin = 'selection') =>
  services.disabledBatches.disable('sample', keys, origin);
/** Kills the application and starts it again over the same files. */
const restart = async () => {
  startAgain();
  await services.keys.list('sample');
};

it('restores a batch as a whole after a restart, to exactly the former expiries', async () => {
  await memory.adminApi.editKey('authkey.2', '2026-12-31T23:59:59.999Z', 1);
  await services.keys.list('sample');
  const { batchId, report } = await disable([ONE, { ...shownKey('authkey.2'), version: 2 }], 'incident');
  expect(report.results.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
  expect(expiryOf('authkey.1')).toBe(new Date(memory.clock.now()).toISOString());
  await restart();
  expect(await batches()).toMatchObject([
    { id: batchId, connectionId: 'sample', origin: 'incident', keys: [{ username: 'svc.erp', version: 2 }, {}] },
  ]);
  const restored = await services.disabledBatches.restore(batchId ?? '');
  expect(restored.results.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
  expect([expiryOf('authkey.1'), expiryOf('authkey.2')]).toEqual([FORMER, '2026-12-31T23:59:59.999Z']);
  expect([await batches(), [...records()]]).toEqual([[], []]);
  const { items } = await activityOf();
  expect(items.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual(Array(4).fill('expiryChanged done'));
});

it.each([
  ['behind', -600_000],
  ['ahead', 600_000],
])('keys stop working at once where the clock of the installation is %s', async (_case, clockDifferenceMs) => {
  memory.adminApi.server = { version: null, timeZone: null, databaseId: null, clockDifferenceMs };
  await services.installationFacts.read('sample');
  await disable([ONE]);
  const expiry = Date.parse(expiryOf('authkey.1') ?? '');
  expect(expiry).toBeLessThanOrEqual(memory.clock.now() + clockDifferenceMs);
  expect(expiry).toBeLessThanOrEqual(memory.clock.now());
});

it('has the former expiries on the disk before anything is sent, and disables nothing without them', async () => {
  const recorded: string[] = [];
  const edit = memory.adminApi.editKey.bind(memory.adminApi);
  vi.spyOn(memory.adminApi, 'editKey').mockImplementation((...change) => {
    recorded.push([...records().values()].join(''));
    return edit(...change);
  });
  await disable([ONE]);
  expect(recorded).toEqual([expect.stringContaining(`"${tokenOf('authkey.1')}","svc.erp","${FORMER}"`)]);
  memory.disabledKeyStore.problem = 'write';
  await expect(disable([BOTH[1] as never])).rejects.toMatchObject({ code: 'NOT_RECORDED', detail: 'ENOSPC' });
  expect([expiryOf('authkey.2'), recorded.length]).toEqual([FORMER, 1]);
});

it.each([
  ['before it was sent', false],
  ['after it was carried out', true],
])('settles a key from the list if the application ended %s', async (_when, isCarriedOut) => {
  const edit = memory.adminApi.editKey.bind(memory.adminApi);
  // Never responds: the application ends.
  const sent = vi.spyOn(memory.adminApi, 'editKey').mockImplementation(async (...change) => {
    if (isCarriedOut) {
      await edit(...change);
    }
    return new Promise(() => {});
  });
  void disable([ONE]);
  await vi.waitFor(() => expect(sent).toHaveBeenCalled());
  sent.mockRestore();
  startAgain();
  // Not before the list is known.
  memory.published.length = 0;
  await services.keys.list('sample');
  await vi.waitFor(() => expect(memory.published).toContain('disabled:changed'));
  expect((await batches()).map(({ keys }) => keys.map(({ version }) => version))).toEqual(isCarriedOut ? [[2]] : []);
  expect(records().size).toBe(isCarriedOut ? 1 : 0);
  for (const { id } of await batches()) {
    await services.disabledBatches.restore(id);
  }
  expect(expiryOf('authkey.1')).toBe(FORMER);
});

it('leaves a key that somebody else has changed since, names it, and restores the others', async () => {
  const { batchId } = await disable();
  const theirs = '2031-03-04T00:00:00.000Z';
  await memory.adminApi.editKey('authkey.1', theirs, 2);
  const { results } = await services.disabledBatches.restore(batchId ?? '');
  expect(results.map(({ id, outcome }) => [id, outcome])).toEqual([
    ['authkey.1', 'changed'],
    ['authkey.2', 'done'],
  ]);
  expect([expiryOf('authkey.1'), expiryOf('authkey.2')]).toEqual([theirs, FORMER]);
  expect(records().size).toBe(0);
});

it('restores some keys of a batch and keeps the others', async () => {
  const { batchId } = await disable();
  await services.disabledBatches.restore(batchId ?? '', [shownKey('authkey.2')]);
  await restart();
  expect(await batches()).toMatchObject([{ id: batchId, keys: [{ id: 'authkey.1', expirationDate: FORMER }] }]);
  expect(expiryOf('authkey.2')).toBe(FORMER);
});

it('keeps what could not be restored, and takes a restoration without a response as done once the list shows it', async () => {
  const { batchId } = await disable();
  const edit = memory.adminApi.editKey.bind(memory.adminApi);
  const lost = vi.spyOn(memory.adminApi, 'editKey').mockImplementation(async (id, ...change) => {
    await edit(id, ...change);
    throw new AppError('TIMEOUT', '');
  });
  vi.spyOn(memory.adminApi, 'listChanges').mockImplementation(async (...request) => {
    if (lost.mock.calls.length > 0) {
      throw new AppError('UNREACHABLE', '');
    }
    return MemoryAdminApi.prototype.listChanges.apply(memory.adminApi, request);
  });
  const first = await services.disabledBatches.restore(batchId ?? '');
  expect(first.results.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown']);
  expect(await batches()).toHaveLength(1);
  vi.restoreAllMocks();
  const second = await services.disabledBatches.restore(batchId ?? '');
  expect(second.results.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
  expect([expiryOf('authkey.1'), records().size]).toEqual([FORMER, 0]);
});

it('keeps nothing of keys that were not disabled', async () => {
  const { batchId } = await disable([{ ...ONE, version: 7 }]);
  expect([batchId, records().size]).toEqual([null, 0]);
  vi.spyOn(memory.adminApi, 'editKey').mockRejectedValue(new AppError('SERVER_FAILED', '', { detail: 'Busy.' }));
  const failed = await disable();
  expect([failed.batchId, records().size]).toEqual([null, 0]);
});

it('drops a batch once the list shows that none of its keys is disabled any more, unless the list is of another target', async () => {
  const connectionId = await addConnection();
  const { batchId } = await services.disabledBatches.disable(connectionId, BOTH, 'cleanUp');
  const stored = memory.adminApi.keys;
  const before = [...stored];
  stored.clear();
  await services.connections.change({ ...(await formOf(connectionId)), address: 'https://other.example' });
  await services.keys.list(connectionId);
  expect((await services.disabledBatches.restore(batchId ?? '')).results.map(({ outcome }) => outcome)).toEqual([
    'missing',
    'missing',
  ]);
  expect(await batches(connectionId)).toHaveLength(1);
  await services.connections.change(await formOf(connectionId));
  for (const [id, key] of before) {
    stored.set(id, key);
  }
  await memory.adminApi.deleteKeys(['authkey.1', 'authkey.2']);
  await services.keys.list(connectionId);
  await vi.waitFor(async () => expect(await batches(connectionId)).toEqual([]));
  expect(records().size).toBe(0);
});

const formOf = async (id: string) => {
  const { CONNECTION_FORM } = await import('../../../fakes/connectionForm.ts');
  return { ...CONNECTION_FORM, id, skipsTest: true };
};

it('disables keys of three connections at once, each in its own batch, one of them down', async () => {
  const ids = [
    await addConnection({ name: 'A' }),
    await addConnection({ name: 'B' }),
    await addConnection({ name: 'C' }),
  ];
  const apis = new Map(ids.map((id) => [id, new MemoryAdminApi(['authkey.1', 'authkey.2'])]));
  vi.spyOn(services.connections, 'open').mockImplementation(async (id) => apis.get(id) ?? memory.adminApi);
  const down = apis.get(ids[1] ?? '') as MemoryAdminApi;
  down.failure = new AppError('UNREACHABLE', '');
  const runs = await Promise.allSettled(ids.map((id) => services.disabledBatches.disable(id, BOTH, 'incident')));
  expect(runs.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect((await batches(null)).map(({ connectionId }) => connectionId)).toEqual([ids[0], ids[2]]);
  const all = await batches(null);
  await Promise.all(all.map(({ id }) => services.disabledBatches.restore(id)));
  expect([...apis.values()].flatMap(({ keys }) => [...keys.values()].map((key) => key.expirationDate))).toEqual(
    Array(6).fill(FORMER),
  );
});

it('does the same restoration only once', async () => {
  const { batchId } = await disable();
  const edits = vi.spyOn(memory.adminApi, 'editKey');
  const twice = await Promise.all([0, 1].map(() => services.disabledBatches.restore(batchId ?? '')));
  expect(twice.map(({ results }) => results.length)).toEqual([2, 0]);
  expect(edits).toHaveBeenCalledTimes(2);
});

it('removes the records of a removed connection, damaged ones too, and keeps those of others', async () => {
  const connectionId = await addConnection();
  await services.disabledBatches.disable(connectionId, [ONE], 'selection');
  records().set(`${connectionId}_damaged`, 'damaged\n');
  const { batchId } = await disable([BOTH[1] as never]);
  await services.recorded.removeConnection(connectionId);
  expect([...records().keys()]).toEqual([batchId]);
  records().set(`${connectionId}_left`, '{}\n');
  startAgain();
  await vi.waitFor(() => expect([...records().keys()]).toEqual([batchId]));
});

it('forgets a batch when asked to; its keys stay disabled', async () => {
  const { batchId } = await disable();
  await services.disabledBatches.forget(batchId ?? '');
  expect([await batches(), records().size]).toEqual([[], 0]);
  expect(Date.parse(expiryOf('authkey.1') ?? '')).toBe(memory.clock.now());
  expect((await services.disabledBatches.restore(batchId ?? '')).results).toEqual([]);
});

it.each([
  ['is damaged in its first line', (text: string) => text.slice(5)],
  ['was cut off in its first line', (text: string) => text.slice(0, 60)],
  ['was written by a later version', (text: string) => text.replace('"format":1', '"format":2')],
  ['is empty', () => ''],
])(
  'fault 172: a record of disabled keys that %s is reported, left as it is, and hides no other',
  async (_what, damage) => {
    const { batchId: damaged } = await disable([ONE]);
    const { batchId: other } = await disable([BOTH[1] as never]);
    const text = damage(records().get(damaged ?? '') ?? '');
    records().set(damaged ?? '', text);
    await restart();
    const { batches: left, unreadable } = await services.disabledBatches.list('sample');
    expect([left.map(({ id }) => id), unreadable]).toEqual([[other], 1]);
    expect(records().get(damaged ?? '')).toBe(text);
  },
);

it('fault 172: a damaged line about results is found out from the list', async () => {
  const { batchId } = await disable();
  const id = batchId ?? '';
  records().set(id, `${records().get(id)?.split('\n')[0]}\n{"disabl\n\u0000\u0000`);
  await restart();
  await vi.waitFor(async () =>
    expect((await batches()).map(({ keys }) => keys.map(({ version }) => version))).toEqual([[2, 2]]),
  );
  await services.disabledBatches.restore(id);
  expect([expiryOf('authkey.1'), expiryOf('authkey.2')]).toEqual([FORMER, FORMER]);
});

it('starts without its records if they cannot be listed', async () => {
  const ports = createMemoryPorts().ports;
  vi.spyOn(ports.disabledKeyStore, 'list').mockRejectedValue(new Error('EACCES'));
  startAgain(ports);
  expect(await services.disabledBatches.list(null)).toEqual({ batches: [], unreadable: 0 });
});
