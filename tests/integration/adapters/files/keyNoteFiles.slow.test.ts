import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createKeyNoteStore } from '../../../../electron/adapters/files/keyNoteFiles.ts';
import { createPrivateFolders } from '../../../../electron/adapters/files/privateFolders.ts';
import { EMPTY_NOTE, type KeyNotes } from '../../../../shared/model/keyNote.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';
import { newFolder } from '../../../harness/settingsFolder.ts';

const { refuse, refuseNothing } = await vi.hoisted(() => import('../../../harness/refusingFileSystem.ts'));

const NOW = Date.parse('2026-05-01T12:04:00.000Z');
const NOTES: KeyNotes = new Map([
  ['0f'.repeat(16), { owner: 'Анна', purpose: 'two\nlines', ticket: 'T-1', tags: ['erp', 'тест'] }],
  ['constructor', { ...EMPTY_NOTE, owner: '<script>alert(1)</script>' }],
]);
const FEWER: KeyNotes = new Map([...NOTES].slice(0, 1));

let folder: string;
let file: string;

beforeEach(() => {
  folder = join(newFolder(), 'notes');
  file = join(folder, 'c.json');
});
afterEach(() => refuseNothing());

/** The store of a new start. */
const open = () => {
  const logger = new MemoryLogger();
  return createKeyNoteStore({ folder, folders: createPrivateFolders({ logger }), now: () => NOW, logger });
};
const read = () => open().read('c');
const found = (notes: KeyNotes, rest: object = {}) => ({ notes, damaged: null, fault: null, ...rest });

it('returns the notes that were written, in a file that only the user can read', async () => {
  expect(await open().write('c', NOTES)).toBeNull();
  expect(read()).toEqual(found(NOTES));
  expect(open().read('other')).toEqual(found(new Map()));
  expect([statSync(file).mode & 0o777, statSync(folder).mode & 0o777]).toEqual([0o600, 0o700]);
});

it('keeps fields that a later version has added', async () => {
  await open().write('c', NOTES);
  const stored = JSON.parse(readFileSync(file, 'utf8'));
  stored.notes['0f'.repeat(16)].color = 'red';
  writeFileSync(file, JSON.stringify({ ...stored, order: ['a'] }));
  const store = open();
  await store.write('c', store.read('c').notes);
  const kept = JSON.parse(readFileSync(file, 'utf8'));
  expect([kept.order, kept.notes['0f'.repeat(16)].color]).toEqual([['a'], 'red']);
});

it.each<[name: string, damage: (text: string) => string]>([
  ['empty', () => ''],
  ['cut off', (text) => text.slice(0, -20)],
  ['full of NUL bytes', (text) => '\0'.repeat(text.length)],
  ['with a note that is a number', (text) => text.replace(/"constructor": \{[^}]*\}/, '"constructor": 5')],
  ['of another program', () => '<html></html>'],
])('fault 158: notes that are %s are set aside, and the last good ones are used', async (_name, damage) => {
  await open().write('c', NOTES);
  read();
  const damaged = damage(readFileSync(file, 'utf8'));
  writeFileSync(file, damaged);
  const savedAs = 'c.damaged-2026-05-01T12-04-00.000Z.json';
  expect(read()).toEqual(found(NOTES, { damaged: { savedAs, isRestored: true } }));
  expect(readFileSync(join(folder, savedAs), 'utf8')).toBe(damaged);
  expect(read()).toEqual(found(NOTES));
});

it('fault 158: the last good notes also replace a file that is gone', async () => {
  await open().write('c', NOTES);
  read();
  rmSync(file);
  expect(read()).toEqual(found(NOTES));
});

it('fault 158: a file of a newer version is shown and not replaced', async () => {
  await open().write('c', NOTES);
  const newer = readFileSync(file, 'utf8').replace('"schemaVersion": 1', '"schemaVersion": 2');
  writeFileSync(file, newer);
  const store = open();
  const fault = { problem: 'newerVersion', code: null };
  expect(store.read('c')).toEqual(found(NOTES, { fault }));
  expect(await store.write('c', FEWER)).toEqual(fault);
  expect(readFileSync(file, 'utf8')).toBe(newer);
});

it.each([
  ['ENOSPC', 'diskFull'],
  ['EROFS', 'readOnly'],
])('fault 158: %s while writing leaves the old notes', async (code, problem) => {
  await open().write('c', NOTES);
  refuse(code, ['promises.rename']);
  expect(await open().write('c', FEWER)).toEqual({ problem, code });
  refuseNothing();
  expect(read()).toEqual(found(NOTES));
  expect(readdirSync(folder).filter((name) => name.includes('.tmp-'))).toEqual([]);
});

it('fault 158: a folder in the place of the file is left there and reported', async () => {
  mkdirSync(file, { recursive: true });
  const store = open();
  expect(store.read('c')).toMatchObject({ notes: new Map(), fault: { problem: 'failed' } });
  expect(await store.write('c', NOTES)).toMatchObject({ problem: 'failed' });
  expect(statSync(file).isDirectory()).toBe(true);
});

it('removes every file of a connection, and those of connections that are gone', async () => {
  const store = open();
  for (const id of ['c', 'c2', 'gone']) {
    await store.write(id, NOTES);
  }
  open().read('c');
  await store.remove('c');
  expect(readdirSync(folder).toSorted()).toEqual(['c2.json', 'gone.json']);
  const left = join(folder, 'c2.json.tmp-1234567890abcdef');
  writeFileSync(left, '');
  utimesSync(left, 0, 0);
  await store.keepOnly(['c2']);
  expect(readdirSync(folder)).toEqual(['c2.json']);
  await expect(open().remove('never-there')).resolves.toBeUndefined();
});

it('refuses ids that would lead out of the folder', () => {
  expect(() => open().read('../settings')).toThrow('file names');
});
