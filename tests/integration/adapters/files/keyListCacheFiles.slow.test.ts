import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createKeyListStore } from '../../../../electron/adapters/files/keyListCacheFiles.ts';
import { createPrivateFolders } from '../../../../electron/adapters/files/privateFolders.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';
import { amount, seeded } from '../../../harness/amount.ts';
import { keptList } from './cachedList.ts';

const { refuse, refuseNothing } = await vi.hoisted(() => import('../../../harness/refusingFileSystem.ts'));

/** How often the writing process is killed. */
const KILLS = amount({ sample: 3, full: 50 });
/** As many keys as a large installation has, or enough for several turns. */
const MANY = amount({ sample: 10_000, full: 100_000 });
/** How many keys are written or read at the most before others have their turn. */
const KEYS_PER_TURN = 2_000;
const NOW = Date.parse('2026-05-01T12:04:00.000Z');

let folder: string;

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'keydesk-lists-')), 'key-lists');
});

afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const storeAt = (now: () => number) => {
  const logger = new MemoryLogger();
  return createKeyListStore({ folder, folders: createPrivateFolders({ logger }), now, logger });
};
const storeOf = () => storeAt(() => NOW);
const file = (name = 'c') => join(folder, `${name}.jsonl`);
const names = () => readdirSync(folder).toSorted();

it('gives back what was written, readable by the user alone', async () => {
  const store = storeOf();
  const list = keptList(700);
  await store.write('c', list);
  expect(await store.read('c')).toEqual({ state: 'present', list, isRestored: false });
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(await store.read('other')).toEqual({ state: 'absent' });
});

it('writes the fields of a key that it knows, and nothing else that an installation may have sent', async () => {
  const list = keptList(1);
  const items = list.items.map((key) => ({ ...key, secretKey: 'canary', secret: 'canary' }));
  await storeOf().write('c', { ...list, items });
  expect(readFileSync(file(), 'utf8')).not.toContain('canary');
});

it('keeps names that are names of properties, and identifiers beyond the numbers of JavaScript, as they are', async () => {
  const [key] = keptList(1).items;
  const odd = ['__proto__', 'constructor', '9007199254740993', 'a.b.c', '\u2028', 'x'.repeat(10_000)];
  const list = { ...keptList(0), items: odd.map((id) => ({ ...key, id, username: id })) } as ReturnType<
    typeof keptList
  >;
  await storeOf().write('c', list);
  expect(await storeOf().read('c')).toEqual({ state: 'present', list, isRestored: false });
});

const damages: readonly (readonly [name: string, damage: (text: string) => string | Buffer])[] = [
  ['empty', () => ''],
  ['cut off in a line', (text) => text.slice(0, -20)],
  ['cut off between two lines', (text) => `${text.split('\n').slice(0, 3).join('\n')}\n`],
  ['without its last end of line', (text) => text.slice(0, -1)],
  ['full of zero bytes', (text) => Buffer.alloc(text.length)],
  ['ending in zero bytes', (text) => `${text.slice(0, -40)}${'\0'.repeat(40)}`],
  ['an array', () => '[1,2]\n'],
  ['null', () => 'null\n'],
  ['a text', () => '"list"\n'],
  ['with merge markers', (text) => text.replace('\n', '\n<<<<<<< HEAD\n')],
  ['with a key that is none', (text) => text.replace('"username":', '"name":')],
  ['with another count', (text) => text.replace('"count":4', '"count":5')],
  ['of another program', () => '<html></html>'],
];

describe.each(damages)('fault 12: a list that is %s', (_name, damage) => {
  it('is kept aside, and the last good one takes its place', async () => {
    const list = keptList(4);
    await storeOf().write('c', list);
    const text = readFileSync(file(), 'utf8');
    await storeOf().read('c');
    const damaged = Buffer.from(damage(text));
    writeFileSync(file(), damaged);

    expect(await storeOf().read('c')).toEqual({ state: 'present', list, isRestored: true });
    const savedAs = 'c.damaged-2026-05-01T12-04-00.000Z.jsonl';
    expect(readFileSync(join(folder, savedAs))).toEqual(damaged);
  });

  it('is told as damaged when there is no earlier one, and can be replaced', async () => {
    await storeOf().write('c', keptList(4));
    writeFileSync(file(), damage(readFileSync(file(), 'utf8')));
    expect(await storeOf().read('c')).toEqual({ state: 'damaged' });
    expect(await storeOf().read('c')).toEqual({ state: 'absent' });
    await storeOf().write('c', keptList(2));
    expect(await storeOf().read('c')).toMatchObject({ state: 'present', isRestored: false });
  });
});

it('fault 112: a list that an editor has saved with a byte order mark and ends of line of Windows is read', async () => {
  const list = keptList(4);
  await storeOf().write('c', list);
  writeFileSync(file(), `\ufeff${readFileSync(file(), 'utf8').replaceAll('\n', '\r\n')}`);
  expect(await storeOf().read('c')).toEqual({ state: 'present', list, isRestored: false });
});

describe('fault 12: where the disk takes no change', () => {
  const earlier = keptList(4);

  beforeEach(async () => {
    await storeOf().write('c', earlier);
    await storeOf().read('c');
  });

  afterEach(() => refuseNothing());

  it('a damaged list stays in its place, and the last good one is shown', async () => {
    writeFileSync(file(), 'damaged');
    refuse('EROFS', ['promises.rename']);
    expect(await storeOf().read('c')).toEqual({ state: 'present', list: earlier, isRestored: true });
    expect(readFileSync(file(), 'utf8')).toBe('damaged');
  });

  it('and a folder is in the place of the list, the last good one is shown', async () => {
    rmSync(file());
    mkdirSync(file());
    expect(await storeOf().read('c')).toEqual({ state: 'present', list: earlier, isRestored: true });
    expect(await storeOf().write('c', keptList(2))).toEqual({ problem: 'failed', code: 'EISDIR' });
    expect(statSync(file()).isDirectory()).toBe(true);
  });

  it.each(['c.jsonl', 'c.last-good.jsonl'])('a pipe as %s stays, and nothing waits for it', async (name) => {
    rmSync(join(folder, name));
    execFileSync('mkfifo', [join(folder, name)]);
    expect(await storeOf().read('c')).toMatchObject({ state: 'present', list: earlier });
    const fault = await storeOf().write('c', keptList(2));
    expect(fault).toEqual(name === 'c.jsonl' ? { problem: 'failed', code: 'EINVAL' } : null);
    expect(statSync(join(folder, name)).isFIFO()).toBe(true);
  });

  it.each(['EDQUOT', 'EFBIG', 'EIO', 'ESTALE', 'ENAMETOOLONG'])(
    '%s in the middle of a write leaves the old list, nothing beside it, and is told',
    async (code) => {
      refuse(code, ['handle.sync']);
      const before = names();
      expect(await storeOf().write('c', keptList(2))).toEqual({
        problem: code === 'EDQUOT' ? 'diskFull' : 'failed',
        code,
      });
      refuseNothing();
      expect(names()).toEqual(before);
      expect(await storeOf().read('c')).toEqual({ state: 'present', list: earlier, isRestored: false });
    },
  );
});

it('fault 15: a list of a later version is not shown, and the file stays byte for byte', async () => {
  const store = storeOf();
  mkdirSync(folder, { recursive: true });
  const later = '{"version":2,"anything":true}\n';
  writeFileSync(file(), later);
  expect(await store.read('c')).toEqual({ state: 'absent' });
  expect(await store.write('c', keptList(1))).toEqual({ problem: 'newerVersion', code: null });
  expect(readFileSync(file(), 'utf8')).toBe(later);
});

it('fault 14: a disk that is full leaves the old list as it was, and nothing beside it', async () => {
  await storeOf().write('c', keptList(3));
  const before = readFileSync(file(), 'utf8');
  // No file of the process may grow beyond one block of 512 bytes times this: the write stops half way, as on a full disk.
  const child = spawn('sh', ['-c', `ulimit -f 20; exec "$0" "$@"`, process.execPath, writer, folder, '1', '5000'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = await once(child.stdout, 'data');
  expect(String(output)).toContain('failed');
  expect(readFileSync(file(), 'utf8')).toBe(before);
  expect(names()).toEqual(['c.jsonl']);
});

it('fault 14: a file in the place of the folder is an error, and the file stays', async () => {
  writeFileSync(folder, 'a file');
  expect(await storeOf().write('c', keptList(1))).toEqual({ problem: 'failed', code: 'EEXIST' });
  expect(readFileSync(folder, 'utf8')).toBe('a file');
});

it('removes what belongs to a connection, and at the start what belongs to none', async () => {
  const store = storeOf();
  for (const name of ['c', 'c2', 'gone']) {
    await store.write(name, keptList(1));
    await store.read(name);
  }
  const unfinished = join(folder, 'c.jsonl.tmp-1234567890abcdef');
  writeFileSync(unfinished, 'unfinished');
  utimesSync(unfinished, 0, 0);
  writeFileSync(join(folder, 'readme.txt'), 'not ours');
  await store.remove('c');
  expect(names()).not.toContain('c.jsonl');
  expect(names()).not.toContain('c.last-good.jsonl');
  await store.keepOnly(['c2']);
  expect(names()).toEqual(['c2.jsonl', 'c2.last-good.jsonl', 'readme.txt']);
});

it('refuses an identifier that would lead out of the folder', async () => {
  await expect(storeOf().write('../c', keptList(1))).rejects.toThrow('not allowed in file names');
  await expect(storeOf().read('a/b')).rejects.toThrow('not allowed in file names');
});

const writer = join(import.meta.dirname, 'keyListWriter.ts');
const random = seeded();

it(`fault 13: killed ${KILLS} times while it writes, there is always a whole list and nothing left over`, async () => {
  for (let kill = 0; kill < KILLS; kill += 1) {
    const child = spawn(process.execPath, [writer, folder, '1000000', '3000'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    await once(child.stdout, 'data');
    await delay(random.below(60));
    child.kill('SIGKILL');
    await ended;

    // A minute later, as the files of a run that is still there are left alone.
    const store = storeAt(() => Date.now() + 61_000);
    await store.keepOnly(['c']);
    expect(await store.read('c')).toMatchObject({ state: 'present', isRestored: false });
    expect(names()).toEqual(['c.jsonl', 'c.last-good.jsonl']);
  }
});

it('lets others have their turn while it writes and reads many keys', async () => {
  const store = storeOf();
  expect(await turnsDuring(store.write('c', keptList(MANY)))).toBeGreaterThan(MANY / KEYS_PER_TURN);
  const reading = store.read('c');
  expect(await turnsDuring(reading)).toBeGreaterThan(MANY / KEYS_PER_TURN);
  expect(await reading).toMatchObject({ state: 'present' });
});

/** Counts how often others had their turn until something is done. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let isDone = false;
  let turns = 0;
  void work.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await new Promise((resolve) => setImmediate(resolve));
    turns += 1;
  }
  return turns;
}
