import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { createLastUseStore } from '../../../../electron/adapters/files/lastUseFiles.ts';
import { createPrivateFolders } from '../../../../electron/adapters/files/privateFolders.ts';
import { keptReading } from '../../../fakes/keptReading.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';
import { newFolder } from '../../../harness/settingsFolder.ts';

const NOW = Date.parse('2026-05-01T12:04:00.000Z');
const READING = keptReading();

let folder: string;
let file: string;

beforeEach(() => {
  folder = join(newFolder(), 'last-use');
  file = join(folder, 'c.json');
});

/** The store of a new start. */
const open = () => {
  const logger = new MemoryLogger();
  return createLastUseStore({ folder, folders: createPrivateFolders({ logger }), now: () => NOW, logger });
};

it('returns the reading that was written, from a file that only the user can read', async () => {
  expect(open().read('c')).toBeNull();
  expect(await open().write('c', READING)).toBeNull();
  expect(open().read('c')).toMatchObject(READING);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it.each<[name: string, damage: (text: string) => string]>([
  ['cut off', (text) => text.slice(0, -20)],
  ['in an unknown time zone', (text) => text.replace('Europe/Moscow', 'Mars/Olympus')],
  ['with a time that is none', (text) => text.replace('2026-11-20T10:00:00.000', 'yesterday')],
])('a reading that is %s is set aside, and the last good one is used', async (_name, damage) => {
  await open().write('c', READING);
  open().read('c');
  const damaged = damage(readFileSync(file, 'utf8'));
  writeFileSync(file, damaged);
  expect(open().read('c')).toMatchObject(READING);
  const aside = readdirSync(folder).find((name) => name.startsWith('c.damaged-')) ?? '';
  expect(readFileSync(join(folder, aside), 'utf8')).toBe(damaged);
});

it('leaves the file of a later version in place', async () => {
  await open().write('c', READING);
  const newer = readFileSync(file, 'utf8').replace('"schemaVersion": 1', '"schemaVersion": 9');
  writeFileSync(file, newer);
  expect(await open().write('c', keptReading({ accounts: [] }))).toMatchObject({ problem: 'newerVersion' });
  expect(readFileSync(file, 'utf8')).toBe(newer);
});

it('removes the files of one connection, and of all that are not known', async () => {
  const store = open();
  await store.write('c', READING);
  await store.write('d', READING);
  await store.write('e', READING);
  open().read('c');
  await store.remove('c');
  await store.keepOnly(['e']);
  expect(readdirSync(folder)).toEqual(['e.json']);
  expect(existsSync(file)).toBe(false);
});
