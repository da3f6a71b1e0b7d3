import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createKeyListStore } from '../../../../electron/adapters/files/keyListCacheFiles.ts';
import { createPrivateFolders } from '../../../../electron/adapters/files/privateFolders.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';
import { amount, seeded } from '../../../harness/amount.ts';
import { newFolder } from '../../../harness/settingsFolder.ts';
import { cachedList } from './cachedList.ts';

const { refuse, refuseNothing } = await vi.hoisted(() => import('../../../harness/refusingFileSystem.ts'));

/** How often the writing process is killed. */
const KILLS = amount({ sample: 3, full: 50 });
/** As many keys as a large installation has, or enough for several turns of the event loop. */
const MANY = amount({ sample: 10_000, full: 100_000 });
/** Maximum number of keys that are written or read in one turn of the event loop. */
const KEYS_PER_TURN = 2_000;
const NOW = Date.parse('2026-05-01T12:04:00.000Z');
const WRITER = join(import.meta.dirname, 'keyListWriter.ts');

const random = seeded();
let folder: string;
let file: string;

beforeEach(() => {
  folder = join(newFolder(), 'key-lists');
  file = join(folder, 'c.jsonl');
});

const open = (now = () => NOW) => {
  const logger = new MemoryLogger();
  return createKeyListStore({ folder, folders: createPrivateFolders({ logger }), now, logger });
};
const write = (count: number) => open().write('c', cachedList(count));
const read = () => open().read('c');
const names = () => readdirSync(folder).toSorted();
const present = (list: ReturnType<typeof cachedList>, isRestored = false) => ({ state: 'present', list, isRestored });

it('returns the list that was written, in a file that only the user can read', async () => {
  const ids = ['__proto__', 'constructor', '9007199254740993', 'a.b.c', '\u2028', 'x'.repeat(10_000)];
  const list = cachedList(700);
  const odd = ids.flatMap((id) => cachedList(1).items.map((key) => ({ ...key, id, username: id })));
  const full = { ...list, items: [...list.items, ...(odd as unknown as typeof list.items)] };
  await open().write('c', full);
  expect(await read()).toEqual(present(full));
  expect(await open().read('other')).toEqual({ state: 'absent' });
  expect([statSync(file).mode & 0o777, statSync(folder).mode & 0o777]).toEqual([0o600, 0o700]);
});

it('writes no field that it does not know', async () => {
  const list = cachedList(1);
  const items = list.items.map((key) => ({ ...key, secretKey: 'canary', secret: 'canary' }));
  await open().write('c', { ...list, items });
  expect(readFileSync(file, 'utf8')).not.toContain('canary');
});

it.each<[name: string, damage: (text: string) => string | Buffer]>([
  ['empty', () => ''],
  ['cut off within a line', (text) => text.slice(0, -20)],
  ['cut off between two lines', (text) => `${text.split('\n').slice(0, 3).join('\n')}\n`],
  ['without its last newline', (text) => text.slice(0, -1)],
  ['full of NUL bytes', (text) => Buffer.alloc(text.length)],
  ['ending in NUL bytes', (text) => `${text.slice(0, -40)}${'\0'.repeat(40)}`],
  ['an array', () => '[1,2]\n'],
  ['null', () => 'null\n'],
  ['a string', () => '"list"\n'],
  ['with merge markers', (text) => text.replace('\n', '\n<<<<<<< HEAD\n')],
  ['with an invalid key', (text) => text.replace('"username":', '"name":')],
  ['with another count', (text) => text.replace('"count":4', '"count":5')],
  ['of another program', () => '<html></html>'],
])(
  'fault 12: a list that is %s is kept aside; the last good one is used or the list reported as damaged',
  async (_name, damage) => {
    await write(4);
    const damaged = Buffer.from(damage(readFileSync(file, 'utf8')));
    await read();
    writeFileSync(file, damaged);
    expect(await read()).toEqual(present(cachedList(4), true));
    expect(readFileSync(join(folder, 'c.damaged-2026-05-01T12-04-00.000Z.jsonl'))).toEqual(damaged);

    rmSync(join(folder, 'c.last-good.jsonl'));
    writeFileSync(file, damaged);
    expect(await read()).toEqual({ state: 'damaged' });
    expect(await read()).toEqual({ state: 'absent' });
    await write(2);
    expect(await read()).toEqual(present(cachedList(2)));
  },
);

it('fault 112: reads a list that an editor saved with a byte order mark and Windows line endings', async () => {
  await write(4);
  writeFileSync(file, `\ufeff${readFileSync(file, 'utf8').replaceAll('\n', '\r\n')}`);
  expect(await read()).toEqual(present(cachedList(4)));
});

describe('fault 12: where files cannot be changed', () => {
  const earlier = cachedList(4);

  beforeEach(async () => {
    await write(4);
    await read();
  });

  afterEach(() => refuseNothing());

  it('a damaged list or a folder stays in the place of the list, and the last good one is used', async () => {
    writeFileSync(file, 'damaged');
    refuse('EROFS', ['promises.rename']);
    expect(await read()).toEqual(present(earlier, true));
    expect(readFileSync(file, 'utf8')).toBe('damaged');
    refuseNothing();
    rmSync(file);
    mkdirSync(file);
    expect(await read()).toEqual(present(earlier, true));
    expect(await write(2)).toEqual({ problem: 'failed', code: 'EISDIR' });
    expect(statSync(file).isDirectory()).toBe(true);
  });

  it.each(['c.jsonl', 'c.last-good.jsonl'])('a pipe as %s stays and blocks nothing', async (name) => {
    rmSync(join(folder, name));
    execFileSync('mkfifo', [join(folder, name)]);
    expect(await read()).toMatchObject({ state: 'present', list: earlier });
    expect(await write(2)).toEqual(name === 'c.jsonl' ? { problem: 'failed', code: 'EINVAL' } : null);
    expect(statSync(join(folder, name)).isFIFO()).toBe(true);
  });

  it.each(['EDQUOT', 'EFBIG', 'EIO', 'ESTALE', 'ENAMETOOLONG'])(
    '%s during a write is reported, leaves the old list and no other file',
    async (code) => {
      refuse(code, ['handle.sync']);
      const before = names();
      expect(await write(2)).toEqual({ problem: code === 'EDQUOT' ? 'diskFull' : 'failed', code });
      expect(names()).toEqual(before);
      expect(await read()).toEqual(present(earlier));
    },
  );
});

it('reads the account problems of a list of version 1 by their names of today', async () => {
  await write(4);
  const former = readFileSync(file, 'utf8')
    .replace('"version":2', '"version":1')
    .replace('"accountProblem":null', '"accountProblem":"disabled"')
    .replace('"accountProblem":null', '"accountProblem":"inactive"')
    .replace('"accountProblem":null', '"accountProblem":"noPermission"');
  writeFileSync(file, former);
  const lookup = await read();
  expect(lookup).toMatchObject({ state: 'present', isRestored: false });
  const problems = lookup.state === 'present' ? lookup.list.items.map(({ accountProblem }) => accountProblem) : [];
  expect(problems).toEqual(['archived', 'deactivated', 'noPermission', null]);

  writeFileSync(file, former.replace('"version":1', '"version":2'));
  expect(await read()).toMatchObject({ state: 'present', isRestored: true });
});

it('fault 15: a list of a later version is not shown and its file not changed', async () => {
  const store = open();
  mkdirSync(folder, { recursive: true });
  const later = '{"version":3,"anything":true}\n';
  writeFileSync(file, later);
  expect(await store.read('c')).toEqual({ state: 'absent' });
  expect(await store.write('c', cachedList(1))).toEqual({ problem: 'newerVersion', code: null });
  expect(readFileSync(file, 'utf8')).toBe(later);
});

it('fault 14: a full disk leaves the old list and no other file', async () => {
  await write(2);
  const before = readFileSync(file, 'utf8');
  // Limits the size of each file of the process, in blocks of 512 bytes: the write fails half way, as on a full disk.
  const child = spawn('sh', ['-c', `ulimit -f 20; exec "$0" "$@"`, process.execPath, WRITER, folder, '1', '5000'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = await once(child.stdout, 'data');
  expect(String(output)).toContain('failed');
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(names()).toEqual(['c.jsonl']);
});

it('fault 14: a file in the place of the folder is reported and not changed', async () => {
  writeFileSync(folder, 'a file');
  expect(await write(1)).toEqual({ problem: 'failed', code: 'EEXIST' });
  expect(readFileSync(folder, 'utf8')).toBe('a file');
});

it('removes the files of a connection, and at the start those of unknown connections and unfinished writes', async () => {
  const store = open();
  for (const name of ['c', 'c2', 'gone']) {
    await store.write(name, cachedList(1));
    await store.read(name);
  }
  const unfinished = join(folder, 'c.jsonl.tmp-1234567890abcdef');
  writeFileSync(unfinished, 'unfinished');
  utimesSync(unfinished, 0, 0);
  writeFileSync(join(folder, 'readme.txt'), 'not ours');
  await store.remove('c');
  expect(names().filter((name) => /^c\..*jsonl$/.test(name))).toEqual([]);
  await store.keepOnly(['c2']);
  expect(names()).toEqual(['c2.jsonl', 'c2.last-good.jsonl', 'readme.txt']);
});

it('rejects an identifier that would lead out of the folder', async () => {
  await expect(open().write('../c', cachedList(1))).rejects.toThrow('not allowed in file names');
  await expect(open().read('a/b')).rejects.toThrow('not allowed in file names');
});

it(`fault 13: killed ${KILLS} times while writing, leaves a complete list and no other file`, async () => {
  for (let kill = 0; kill < KILLS; kill += 1) {
    const child = spawn(process.execPath, [WRITER, folder, '1000000', '3000'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    await once(child.stdout, 'data');
    await delay(random.below(60));
    child.kill('SIGKILL');
    await ended;
    // A minute later: younger files may belong to a process that is still running.
    const store = open(() => Date.now() + 61_000);
    await store.keepOnly(['c']);
    expect(await store.read('c')).toMatchObject({ state: 'present', isRestored: false });
    expect(names()).toEqual(['c.jsonl', 'c.last-good.jsonl']);
  }
});

it('lets other tasks run while it writes and reads many keys', async () => {
  for (const work of [() => write(MANY), read]) {
    let isDone = false;
    let turns = 0;
    const working = work().finally(() => {
      isDone = true;
    });
    while (!isDone) {
      await new Promise((resolve) => setImmediate(resolve));
      turns += 1;
    }
    await working;
    expect(turns).toBeGreaterThan(MANY / KEYS_PER_TURN);
  }
  expect(await read()).toMatchObject({ state: 'present' });
});
