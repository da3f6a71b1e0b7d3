import { expect, it, vi } from 'vitest';
import type { BulkState } from '../../../../shared/model/bulkChange.ts';
import { bulkChangesOver } from '../../../fakes/bulkChangesOver.ts';
import { MemoryAdminApi, shownKey } from '../../../fakes/memoryAdminApi.ts';
import { addConnection, memory, services, startAgain, startBeforeEach } from '../application.ts';

const STARTED = '2026-11-22T12:00:00.000Z';

/** The connection of another run. */
let other: string;

startBeforeEach(async () => {
  other = await addConnection();
});

const interrupted = () => services.bulkChanges.state.interrupted;
const noteNames = () => [...memory.bulkJournalStore.journals.keys()];
const note = (name: string, text: string) => memory.bulkJournalStore.journals.set(name, text);
const deleteKey = (connectionId: string, keyId = 'authkey.1') =>
  services.bulkChanges.delete(connectionId, [{ ...shownKey(keyId), version: 1 }], async () => {});

/** Record of a run over three keys, interrupted after the first was sent. */
function recordOf(connectionId: string, head: object = {}): string {
  const keyIds = ['authkey.1', 'authkey.2', 'authkey.gone'];
  return `${JSON.stringify({ connectionId, startedAt: STARTED, keyIds, ...head })}\n{"sending":["authkey.gone"]}\n`;
}

/** Restarts with the existing records and waits until they are read. */
async function startOver(expected: number): Promise<BulkState['interrupted']> {
  startAgain();
  await vi.waitFor(() => expect(interrupted()).toHaveLength(expected));
  return interrupted();
}

it.each([
  ['an earlier version', 'deletion'],
  ['this version', 'run-1'],
])('fault 89: an interrupted run recorded by %s is not affected by runs on other connections', async (_by, name) => {
  note(name, recordOf(other));
  const [run] = await startOver(1);
  expect(run).toMatchObject({ id: name, kind: 'delete', total: 3, done: 0, unknown: 1, notTried: 2 });
  await deleteKey('sample');
  expect(interrupted()).toEqual([run]);
  expect(await startOver(1)).toEqual([run]);
});

it('fault 89: it is not affected by another run on its connection, until no key remains', async () => {
  note('run-1', recordOf(other));
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

it('fault 89: several interrupted runs are reported and dismissed separately', async () => {
  note('run-2', recordOf('sample', { startedAt: '2026-11-23T12:00:00.000Z' }));
  note('run-1', recordOf(other));
  note('run-3', '{"connectionId":"torn');
  expect((await startOver(2)).map(({ id }) => id)).toEqual(['run-1', 'run-2']);
  await services.bulkChanges.interrupted.dismiss('run-1');
  expect(interrupted().map(({ id }) => id)).toEqual(['run-2']);
  expect(noteNames()).toEqual(['run-2', 'run-3']);
});

it('fault 89: a run that its caller resumes is not reported', async () => {
  note('run-1', recordOf('sample', { isResumedByCaller: true }));
  note('run-2', recordOf('sample'));
  expect((await startOver(1)).map(({ id }) => id)).toEqual(['run-2']);
  await vi.waitFor(() => expect(noteNames()).toEqual(['run-2']));
});

it('fault 89: an unreadable record hides no other run', async () => {
  note('run-1', recordOf(other));
  note('run-2', recordOf('sample'));
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

it('fault 89: a run that cannot be recorded leaves other records unchanged', async () => {
  note('run-1', recordOf(other));
  await startOver(1);
  memory.bulkJournalStore.problem = 'write';
  await expect(deleteKey(other)).rejects.toMatchObject({ code: 'NOT_RECORDED' });
  expect(noteNames()).toEqual(['run-1']);
  expect(interrupted()).toHaveLength(1);
});

it('is not compared with the list of another account or address, whose keys have the same ids', async () => {
  note('run-1', recordOf(other, { source: 'another address' }));
  await startOver(1);
  await services.keys.list(other);
  expect(interrupted()[0]?.left).toBeNull();
});

it('is removed with its connection only', async () => {
  note('run-1', recordOf(other));
  note('run-2', recordOf('sample'));
  await startOver(2);
  await services.connections.remove(other);
  await vi.waitFor(() => expect(noteNames()).toEqual(['run-2']));
});

it('a run of this process does not count as interrupted, even if records are read during it', async () => {
  const { bulkChanges } = bulkChangesOver(new MemoryAdminApi(['authkey.1']));
  const report = await bulkChanges.delete('c', [{ ...shownKey('authkey.1'), version: 1 }], async () => {
    await bulkChanges.interrupted.load();
    expect(bulkChanges.state.interrupted).toEqual([]);
  });
  expect(report.results[0]?.outcome).toBe('done');
});
