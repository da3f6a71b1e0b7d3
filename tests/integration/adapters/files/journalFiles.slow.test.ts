import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createJournalStore } from '../../../../electron/adapters/files/journalFiles.ts';
import { createPrivateFolders } from '../../../../electron/adapters/files/privateFolders.ts';
import { CHAIN_START, chainEntries, checkJournal } from '../../../../electron/services/activity/activityChain.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';
import { sampleEntry } from '../../../unit/services/activity/sampleEntry.ts';

const APPENDER = join(import.meta.dirname, 'activityAppender.ts');

let root: string;
let folder: string;

const storeIn = (place: string) => createJournalStore(place, createPrivateFolders({ logger: new MemoryLogger() }));

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'keydesk-activity-'));
  folder = join(root, 'activity');
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

it('keeps each journal in a file that only the user can read, in a folder that only the user can enter', async () => {
  mkdirSync(folder, { mode: 0o755 });
  const store = storeIn(folder);
  await store.append('sample', 'one\n');
  await store.append('sample', 'two\n');
  await store.append('b1f0', 'three\n');
  writeFileSync(join(folder, 'notes.txt'), '');
  expect((await store.list()).toSorted()).toEqual(['b1f0', 'sample']);
  expect(await store.read('sample')).toBe('one\ntwo\n');
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, 'sample.jsonl')).mode & 0o777).toBe(0o600);
});

it('has nothing to list or to read before the first entry', async () => {
  const store = storeIn(folder);
  expect(await store.list()).toEqual([]);
  expect(await store.read('sample')).toBe('');
});

it('makes its folder anew when somebody has removed it', async () => {
  const store = storeIn(folder);
  await store.append('sample', 'one\n');
  rmSync(folder, { recursive: true });
  await store.append('sample', 'two\n');
  expect(await store.read('sample')).toBe('two\n');
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

it('adds to what others have written meanwhile, on a line of its own', async () => {
  const store = storeIn(folder);
  await store.append('sample', 'one\n');
  appendFileSync(join(folder, 'sample.jsonl'), '{"cut off');
  await store.append('sample', 'two\n');
  expect(readFileSync(join(folder, 'sample.jsonl'), 'utf8')).toBe('one\n{"cut off\ntwo\n');
});

it.each(['../settings', 'a/b', '', '.', 'x'.repeat(65), 'a\0'])('refuses the name %j', async (name) => {
  const store = storeIn(folder);
  await expect(async () => store.read(name)).rejects.toThrow('character');
  await expect(store.append(name, 'x\n')).rejects.toThrow('character');
});

it('says when it cannot write or read, and leaves what is there', async () => {
  const store = storeIn(folder);
  await store.append('sample', 'one\n');
  // A folder in the place of the file: a mode that forbids writing would not stop root.
  mkdirSync(join(folder, 'other.jsonl'));
  await expect(store.append('other', 'two\n')).rejects.toThrow('EISDIR');
  await expect(store.read('other')).rejects.toThrow('EISDIR');
  expect(await store.read('sample')).toBe('one\n');
});

it('says when its folder cannot be made', async () => {
  writeFileSync(folder, 'a file in the place of the folder');
  await expect(storeIn(folder).append('sample', 'one\n')).rejects.toThrow('EEXIST');
  await expect(storeIn(folder).read('sample')).rejects.toThrow('ENOTDIR');
});

it('loses no entry that was acknowledged, and breaks no chain, however often its process is killed', async () => {
  const store = storeIn(folder);
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
    expect(last).toBeGreaterThan(0);
    expect(journal.brokenAt).toBeNull();
    expect(journal.end.number).toBeGreaterThanOrEqual(last);
  }
  const { end } = checkJournal(await store.read('sample'));
  const { text } = chainEntries([sampleEntry({})], end);
  await store.append('sample', text);
  expect(checkJournal(await store.read('sample'))).toMatchObject({
    brokenAt: null,
    lacksEntries: false,
    end: { number: end.number + 1 },
  });
  expect(end.number).toBeGreaterThan(CHAIN_START.number + 5);
});
