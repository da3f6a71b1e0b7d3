import { expect, it, vi } from 'vitest';
import type { BulkState } from '../../../../shared/model/bulkChange.ts';
import { bulkChangesOver } from '../../../fakes/bulkChangesOver.ts';
import { MemoryAdminApi, shownKey } from '../../../fakes/memoryAdminApi.ts';
import { addConnection, memory, services, startAgain, startBeforeEach } from '../application.ts';

const STARTED = '2026-11-22T12:00:00.000Z';

/** A connection that another run belongs to. */
let other: string;

startBeforeEach(async () => {
  other = await addConnection();
});

const interrupted = () => services.bulkChanges.state.interrupted;
const noteNames = () => [...memory.bulkJournalStore.journals.keys()];
const note = (name: string, text: string) => memory.bulkJournalStore.journals.set(name, text);
const deleteKey = (connectionId: string, keyId = 'authkey.1') =>
  services.bulkChanges.delete(connectionId, [{ ...shownKey(keyId), version: 1 }], async () => {});

/** Notes of a run over three keys that was cut off after the first was sent. */
function notesOf(connectionId: string, head: object = {}): string {
  const keyIds = ['authkey.1', 'authkey.2', 'authkey.gone'];
  return `${JSON.stringify({ connectionId, startedAt: STARTED, keyIds, ...head })}\n{"sending":["authkey.gone"]}\n`;
}

/** Starts anew over the notes that are there, and waits until they are read. */
async function startOver(expected: number): Promise<BulkState['interrupted']> {
  startAgain();
  await vi.waitFor(() => expect(interrupted()).toHaveLength(expected));
  return interrupted();
}

it.each([
  ['an earlier version', 'deletion'],
  ['this version', 'run-1'],
])('fault 89: a run that was cut off outlives runs on other connections, noted by %s', async (_by, name) => {
  note(name, notesOf(other));
  const [run] = await startOver(1);
  expect(run).toMatchObject({ id: name, kind: 'delete', total: 3, done: 0, unknown: 1, notTried: 2 });
  await deleteKey('sample');
  expect(interrupted()).toEqual([run]);
  expect(await startOver(1)).toEqual([run]);
});

it('fault 89: another run on the same connection leaves it, until the keys that were left are settled', async () => {
  note('run-1', notesOf(other));
  await startOver(1);
  await services.keys.list(other);
  expect(interrupted()[0]?.left).toEqual(['authkey.1', 'authkey.2']);
  await deleteKey(other);
  await services.keys.list(other);
  expect(interrupted()[0]?.left).toEqual(['authkey.2']);
  await deleteKey(other, 'authkey.2');
  await services.keys.list(other);
  expect(interrupted()).toEqual([]);
  expect(noteNames()).toEqual([]);
});

it('fault 89: several runs that were cut off are reported and dismissed one by one', async () => {
  note('run-2', notesOf('sample', { startedAt: '2026-11-23T12:00:00.000Z' }));
  note('run-1', notesOf(other));
  note('run-3', '{"connectionId":"torn');
  expect((await startOver(2)).map(({ id }) => id)).toEqual(['run-1', 'run-2']);
  await services.bulkChanges.interrupted.dismiss('run-1');
  expect(interrupted().map(({ id }) => id)).toEqual(['run-2']);
  expect(noteNames()).toEqual(['run-2', 'run-3']);
});

it('fault 89: notes that cannot be read hide no other run', async () => {
  note('run-1', notesOf(other));
  note('run-2', notesOf('sample'));
  const read = memory.bulkJournalStore.read.bind(memory.bulkJournalStore);
  vi.spyOn(memory.bulkJournalStore, 'read').mockImplementation(async (name) => {
    if (name === 'run-1') {
      throw new Error('EACCES');
    }
    return read(name);
  });
  expect((await startOver(1)).map(({ id }) => id)).toEqual(['run-2']);
  expect(memory.logger.lines.map(({ message }) => message)).toContain('The record of an earlier run could not be read');
});

it('fault 89: a run that cannot be noted down leaves the notes of another', async () => {
  note('run-1', notesOf(other));
  await startOver(1);
  memory.bulkJournalStore.problem = 'write';
  await expect(deleteKey(other)).rejects.toMatchObject({ code: 'NOT_RECORDED' });
  expect(noteNames()).toEqual(['run-1']);
  expect(interrupted()).toHaveLength(1);
});

it('is not compared with the list of another account or address, whose keys have the same ids', async () => {
  note('run-1', notesOf(other, { source: 'another address' }));
  await startOver(1);
  await services.keys.list(other);
  expect(interrupted()[0]?.left).toBeNull();
});

it('is removed with its connection, and with no other', async () => {
  note('run-1', notesOf(other));
  note('run-2', notesOf('sample'));
  await startOver(2);
  await services.connections.remove(other);
  await vi.waitFor(() => expect(noteNames()).toEqual(['run-2']));
});

it('a run of this start is not taken for one that was cut off, even if the notes are only read then', async () => {
  const { bulkChanges } = bulkChangesOver(new MemoryAdminApi(['authkey.1']));
  const report = await bulkChanges.delete('c', [{ ...shownKey('authkey.1'), version: 1 }], async () => {
    await bulkChanges.interrupted.load();
    expect(bulkChanges.state.interrupted).toEqual([]);
  });
  expect(report.results[0]?.outcome).toBe('done');
});
