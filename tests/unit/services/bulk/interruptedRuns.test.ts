import { beforeEach, expect, it, vi } from 'vitest';
import { createServices, type Services } from '../../../../electron/services/services.ts';
import type { BulkState } from '../../../../shared/model/bulkChange.ts';
import { bulkChangesOver } from '../../../fakes/bulkChangesOver.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { MemoryAdminApi, shownKey } from '../../../fakes/memoryAdminApi.ts';
import { createMemoryPorts, type MemoryPorts } from '../../../fakes/memoryPorts.ts';

const ignore = async (): Promise<void> => {};
const STARTED = '2026-11-22T12:00:00.000Z';
const CHOSEN = [{ ...shownKey('authkey.1'), version: 1 }];

let memory: MemoryPorts;
let services: Services;
/** A connection that another run belongs to. */
let other: string;

beforeEach(async () => {
  memory = createMemoryPorts();
  services = createServices(memory.ports);
  other = (await services.connections.add(CONNECTION_FORM)).id;
});

/** Notes of a run over three keys that was cut off after the first was sent. */
function notesOf(connectionId: string, head: object = {}): string {
  const keyIds = ['authkey.1', 'authkey.2', 'authkey.gone'];
  return `${JSON.stringify({ connectionId, startedAt: STARTED, keyIds, ...head })}\n{"sending":["authkey.gone"]}\n`;
}

/** Starts anew over the notes that are there, and waits until they are read. */
async function startOver(expected: number): Promise<BulkState['interrupted']> {
  services = createServices(memory.ports);
  await vi.waitFor(() => expect(services.bulkChanges.state.interrupted).toHaveLength(expected));
  return services.bulkChanges.state.interrupted;
}

it.each([
  ['an earlier version', 'deletion'],
  ['this version', 'run-1'],
])('fault 89: a run that was cut off outlives deletions on other connections, noted by %s', async (_by, name) => {
  memory.bulkJournalStore.journals.set(name, notesOf(other));
  const [interrupted] = await startOver(1);
  expect(interrupted).toMatchObject({ id: name, kind: 'delete', total: 3, done: 0, unknown: 1, notTried: 2 });
  await services.bulkChanges.delete('sample', CHOSEN, ignore);
  expect(services.bulkChanges.state.interrupted).toEqual([interrupted]);
  expect(await startOver(1)).toEqual([interrupted]);
});

it('fault 89: another run over the same connection leaves it, too, until the keys that were left are settled', async () => {
  memory.bulkJournalStore.journals.set('run-1', notesOf(other));
  await startOver(1);
  await services.keys.list(other);
  expect(services.bulkChanges.state.interrupted[0]?.left).toEqual(['authkey.1', 'authkey.2']);
  await services.bulkChanges.delete(other, CHOSEN, ignore);
  await services.keys.list(other);
  expect(services.bulkChanges.state.interrupted[0]?.left).toEqual(['authkey.2']);
  await services.bulkChanges.delete(other, [{ ...shownKey('authkey.2'), version: 1 }], ignore);
  await services.keys.list(other);
  expect(services.bulkChanges.state.interrupted).toEqual([]);
  expect(memory.bulkJournalStore.journals.size).toBe(0);
});

it('fault 89: several runs that were cut off are told one by one, and closed one by one', async () => {
  memory.bulkJournalStore.journals.set('run-2', notesOf('sample', { startedAt: '2026-11-23T12:00:00.000Z' }));
  memory.bulkJournalStore.journals.set('run-1', notesOf(other));
  memory.bulkJournalStore.journals.set('run-3', '{"connectionId":"torn');
  expect((await startOver(2)).map(({ id }) => id)).toEqual(['run-1', 'run-2']);
  await services.bulkChanges.interrupted.dismiss('run-1');
  expect(services.bulkChanges.state.interrupted.map(({ id }) => id)).toEqual(['run-2']);
  expect([...memory.bulkJournalStore.journals.keys()]).toEqual(['run-2', 'run-3']);
});

it('fault 89: notes that cannot be read hide no other run', async () => {
  memory.bulkJournalStore.journals.set('run-1', notesOf(other));
  memory.bulkJournalStore.journals.set('run-2', notesOf('sample'));
  const read = memory.bulkJournalStore.read.bind(memory.bulkJournalStore);
  vi.spyOn(memory.bulkJournalStore, 'read').mockImplementation(async (name) => {
    if (name === 'run-1') {
      throw new Error('EACCES');
    }
    return read(name);
  });
  expect((await startOver(1)).map(({ id }) => id)).toEqual(['run-2']);
  expect(memory.logger.lines.map(({ message }) => message)).toContain('The notes of an earlier run could not be read');
});

it('fault 89: a run that cannot be noted down takes no notes of another with it', async () => {
  memory.bulkJournalStore.journals.set('run-1', notesOf(other));
  await startOver(1);
  memory.bulkJournalStore.problem = 'write';
  const refused = services.bulkChanges.delete(other, CHOSEN, ignore);
  await expect(refused).rejects.toMatchObject({ code: 'NOT_RECORDED' });
  expect([...memory.bulkJournalStore.journals.keys()]).toEqual(['run-1']);
  expect(services.bulkChanges.state.interrupted).toHaveLength(1);
});

it('is not compared with the list of another account or address, whose keys have the same identifiers', async () => {
  memory.bulkJournalStore.journals.set('run-1', notesOf(other, { source: 'another address' }));
  await startOver(1);
  await services.keys.list(other);
  expect(services.bulkChanges.state.interrupted[0]?.left).toBeNull();
});

it('goes with its connection, and with no other', async () => {
  memory.bulkJournalStore.journals.set('run-1', notesOf(other));
  memory.bulkJournalStore.journals.set('run-2', notesOf('sample'));
  await startOver(2);
  await services.connections.remove(other);
  await vi.waitFor(() => expect([...memory.bulkJournalStore.journals.keys()]).toEqual(['run-2']));
});

it('a run of this start is none that was cut off, even if the notes are looked for only then', async () => {
  const { bulkChanges } = bulkChangesOver(new MemoryAdminApi(['authkey.1']));
  const deletion = bulkChanges.delete('c', CHOSEN, async () => {
    await bulkChanges.interrupted.load();
    expect(bulkChanges.state.interrupted).toEqual([]);
  });
  expect((await deletion).results[0]?.outcome).toBe('done');
});
