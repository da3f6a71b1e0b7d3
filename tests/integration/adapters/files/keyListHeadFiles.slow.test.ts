import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createKeyListStore } from '../../../../electron/adapters/files/keyListCacheFiles.ts';
import { createPrivateFolders } from '../../../../electron/adapters/files/privateFolders.ts';
import { listHeadSteps } from '../../../../electron/services/listHead/listHeadSteps.ts';
import type { CachedKeyList } from '../../../../shared/model/keyList.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';
import { seeded } from '../../../harness/amount.ts';
import { newFolder } from '../../../harness/settingsFolder.ts';
import { randomList } from '../../../unit/services/listHead/randomList.ts';
import { cachedList } from './cachedList.ts';

const { refuse, refuseNothing } = await vi.hoisted(() => import('../../../harness/refusingFileSystem.ts'));

const NOW = Date.parse('2026-05-01T12:04:00.000Z');

const random = seeded();
let folder: string;
let file: string;
let logger: MemoryLogger;

beforeEach(() => {
  folder = join(newFolder(), 'key-lists');
  file = join(folder, 'c.head.jsonl');
  logger = new MemoryLogger();
});

const open = () => createKeyListStore({ folder, folders: createPrivateFolders({ logger }), now: () => NOW, logger });
const stepsOf = (list: CachedKeyList) =>
  listHeadSteps(list, {
    sorting: { column: 'created', isDescending: true },
    asked: new Set(list.items.slice(0, 1).map(({ token }) => token.toLowerCase())),
    now: NOW,
  });

/** What the steps end with. */
function headOf(list: CachedKeyList) {
  const steps = stepsOf(list);
  let step = steps.next();
  while (step.done !== true) {
    step = steps.next();
  }
  return step.value;
}

async function writeBoth(list = cachedList(4), store = open()): Promise<void> {
  await store.write('c', list);
  await store.writeHead('c', stepsOf(list));
}

it('returns the head that was written, in a file that only the user can read', async () => {
  for (const list of [cachedList(3_000), randomList(random, 500), randomList(random, 1)]) {
    await writeBoth(list);
    expect(headOf(list)).not.toBeNull();
    expect(await open().readHead('c')).toEqual(headOf(list));
  }
  expect([statSync(file).mode & 0o777, statSync(folder).mode & 0o777]).toEqual([0o600, 0o700]);
  expect(await open().readHead('other')).toBeNull();
  expect(await open().readHead('../c')).toBeNull();
});

it('writes no field of a key that it does not know', async () => {
  const list = cachedList(2);
  const items = list.items.map((key) => ({ ...key, secretKey: 'canary', secret: 'canary' }));
  await writeBoth({ ...list, items });
  expect(readFileSync(file, 'utf8')).toContain(items[0]?.token);
  expect(readFileSync(file, 'utf8')).not.toContain('canary');
});

it('takes a few bytes for each key beside the first rows', async () => {
  const list = cachedList(20_000);
  const year = 365 * 24 * 60 * 60_000;
  const items = list.items.map((key, index) => ({
    ...key,
    expirationDate: new Date(NOW + (index * year) / list.items.length).toISOString(),
  }));
  await writeBoth({ ...list, items });
  expect(statSync(file).size).toBeLessThan(20_000 * 6 + 30_000);
});

it.each<[name: string, damage: (text: string) => string | Buffer]>([
  ['empty', () => ''],
  ['cut off', (text) => text.slice(0, -20)],
  ['full of NUL bytes', (text) => Buffer.alloc(text.length)],
  ['with another number', (text) => text.replace('"total":4', '"total":5')],
  ['with another name', (text) => text.replace('Service 1', 'Service 7')],
  ['of another program', () => '<html></html>'],
  ['null', () => 'null\nnull\n'],
  ['of a later version', (text) => text.replace('"version":1', '"version":2')],
])('fault 211: a head that is %s is not used, and the list is', async (_name, damage) => {
  await writeBoth();
  const text = readFileSync(file, 'utf8');
  expect(damage(text)).not.toBe(text);
  writeFileSync(file, damage(text));
  expect(await open().readHead('c')).toBeNull();
  expect(await open().read('c')).toMatchObject({ state: 'present', isRestored: false });
});

describe('fault 211: where the head cannot be read or written', () => {
  afterEach(() => refuseNothing());

  it('a pipe or a folder in its place blocks nothing and stays', async () => {
    await open().write('c', cachedList(4));
    execFileSync('mkfifo', [file]);
    await writeBoth();
    expect(await open().readHead('c')).toBeNull();
    expect(statSync(file).isFIFO()).toBe(true);
    rmSync(file);
    mkdirSync(file);
    await writeBoth();
    expect(await open().readHead('c')).toBeNull();
    expect(await open().read('c')).toMatchObject({ state: 'present' });
    expect(logger.lines.length).toBeGreaterThan(0);
  });

  it('a full disk leaves the list', async () => {
    const store = open();
    await store.write('c', cachedList(4));
    refuse('ENOSPC', ['handle.sync']);
    await store.writeHead('c', stepsOf(cachedList(4)));
    refuseNothing();
    expect(await open().readHead('c')).toBeNull();
    expect(await open().read('c')).toMatchObject({ state: 'present' });
  });
});

describe('fault 212: a head of another list is not used', () => {
  it('after a crash between the writes of a list and its head', async () => {
    await writeBoth();
    await open().write('c', cachedList(5));
    expect(await open().readHead('c')).toBeNull();
  });

  it('after a list was put back from a backup, or set aside as damaged', async () => {
    await writeBoth();
    const list = join(folder, 'c.jsonl');
    const former = readFileSync(list);
    await writeBoth(cachedList(5));
    writeFileSync(list, former);
    expect(await open().readHead('c')).toBeNull();
    writeFileSync(list, 'damaged');
    await open().read('c');
    expect(await open().readHead('c')).toBeNull();
  });

  it('nor one written for a list without a stamp, of an earlier version', async () => {
    await writeBoth();
    const list = join(folder, 'c.jsonl');
    const text = readFileSync(list, 'utf8').replace(/,"stamp":"[^"]*"/, '');
    expect(text).not.toContain('stamp');
    writeFileSync(list, text);
    const store = open();
    expect(await store.readHead('c')).toBeNull();
    expect(await store.read('c')).toMatchObject({ state: 'present', isRestored: false });
    await store.writeHead('c', stepsOf(cachedList(4)));
    expect(await store.readHead('c')).toBeNull();
  });
});

it('a head can be written for a list that was read', async () => {
  await writeBoth();
  rmSync(file);
  const store = open();
  await store.read('c');
  await store.writeHead('c', stepsOf(cachedList(4)));
  expect(await open().readHead('c')).toEqual(headOf(cachedList(4)));
});

it('is removed with its list, and where it is no longer made; unfinished ones are swept', async () => {
  const store = open();
  await writeBoth(cachedList(4), store);
  await store.writeHead('c', stepsOf(cachedList(0)));
  expect(() => statSync(file)).toThrow('ENOENT');
  await writeBoth(cachedList(4), store);
  await store.remove('c');
  expect(() => statSync(file)).toThrow('ENOENT');
  await writeBoth(cachedList(4), store);
  const unfinished = `${file}.tmp-1234567890abcdef`;
  writeFileSync(unfinished, 'unfinished');
  utimesSync(unfinished, 0, 0);
  await store.keepOnly(['c']);
  expect(() => statSync(unfinished)).toThrow('ENOENT');
  expect(await store.readHead('c')).not.toBeNull();
  await store.keepOnly([]);
  expect(() => statSync(file)).toThrow('ENOENT');
});
