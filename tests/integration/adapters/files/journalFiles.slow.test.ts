import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, expect, it } from 'vitest';
import { createJournalStore } from '../../../../electron/adapters/files/journalFiles.ts';
import { createPrivateFolders } from '../../../../electron/adapters/files/privateFolders.ts';
import type { JournalStore } from '../../../../electron/ports.ts';
import { chainEntries, checkJournal } from '../../../../electron/services/activity/activityChain.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';
import { newFolder } from '../../../harness/settingsFolder.ts';
import { sampleEntry } from '../../../unit/services/activity/sampleEntry.ts';

const APPENDER = join(import.meta.dirname, 'activityAppender.ts');

let folder: string;
let store: JournalStore;

beforeEach(() => {
  folder = join(newFolder(), 'activity');
  store = createJournalStore(folder, createPrivateFolders({ logger: new MemoryLogger() }));
});

it('stores each journal in a private file of a private folder', async () => {
  expect([await store.list(), await store.read('sample')]).toEqual([[], '']);
  mkdirSync(folder, { mode: 0o755 });
  await store.append('sample', 'one\n');
  await store.append('sample', 'two\n');
  await store.append('b1f0', 'three\n');
  writeFileSync(join(folder, 'notes.txt'), '');
  expect((await store.list()).toSorted()).toEqual(['b1f0', 'sample']);
  expect(await store.read('sample')).toBe('one\ntwo\n');
  expect([folder, join(folder, 'sample.jsonl')].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);
});

it('creates its folder again if it was deleted', async () => {
  await store.append('sample', 'one\n');
  rmSync(folder, { recursive: true });
  await store.append('sample', 'two\n');
  expect(await store.read('sample')).toBe('two\n');
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

it('appends on a new line to what others have written meanwhile', async () => {
  await store.append('sample', 'one\n');
  appendFileSync(join(folder, 'sample.jsonl'), '{"cut off');
  await store.append('sample', 'two\n');
  expect(readFileSync(join(folder, 'sample.jsonl'), 'utf8')).toBe('one\n{"cut off\ntwo\n');
});

it.each(['../settings', 'a/b', '', '.', 'x'.repeat(65), 'a\0'])('rejects the name %j', async (name) => {
  await expect(async () => store.read(name)).rejects.toThrow('character');
  await expect(store.append(name, 'x\n')).rejects.toThrow('character');
});

it('reports what it cannot write or read, and changes nothing', async () => {
  writeFileSync(folder, 'a file in the place of the folder');
  await expect(store.append('sample', 'one\n')).rejects.toThrow('EEXIST');
  await expect(store.read('sample')).rejects.toThrow('ENOTDIR');
  rmSync(folder);
  await store.append('sample', 'one\n');
  // A folder in the place of the file, since permissions do not apply to root.
  mkdirSync(join(folder, 'other.jsonl'));
  await expect(store.append('other', 'two\n')).rejects.toThrow('EISDIR');
  await expect(store.read('other')).rejects.toThrow('EISDIR');
  expect(await store.read('sample')).toBe('one\n');
});

it('loses no acknowledged entry and breaks no chain when its process is killed', async () => {
  for (let round = 0; round < 5; round++) {
    const child = spawn(process.execPath, [APPENDER, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    let acknowledged = '';
    child.stdout.on('data', (chunk: Buffer) => {
      acknowledged += chunk.toString();
    });
    await once(child.stdout, 'data');
    await delay(30 + 20 * round);
    child.kill('SIGKILL');
    await once(child, 'close');
    const journal = checkJournal(await store.read('sample'));
    const last = Number(acknowledged.trimEnd().split('\n').at(-1));
    expect(last).toBeGreaterThan(round);
    expect(journal.brokenAt).toBeNull();
    expect(journal.end.number).toBeGreaterThanOrEqual(last);
  }
  const { end } = checkJournal(await store.read('sample'));
  await store.append('sample', chainEntries([sampleEntry({})], end).text);
  const isComplete = { brokenAt: null, lacksEntries: false };
  expect(checkJournal(await store.read('sample'))).toMatchObject({ ...isComplete, end: { number: end.number + 1 } });
});
