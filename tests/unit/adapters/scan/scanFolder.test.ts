import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ScanHooks, scanFolder } from '../../../../electron/adapters/scan/scanFolder.ts';
import type { FolderScanResult, FolderSearch } from '../../../../electron/ports.ts';
import { secretDigest } from '../../../../electron/services/usage/secretDigests.ts';
import { DEFAULT_EXCLUSIONS, DEFAULT_SCAN_LIMITS } from '../../../../shared/model/keyUsage.ts';

const TOKEN = '40572d43aa8c4b0f9d1e7a65c3b2fb2e';
const SECRET = `${'ab+/'.repeat(21)}AQ==`;

let folder = '';
beforeEach(() => {
  // Root becomes an ordinary user, who may not be able to enter TMPDIR.
  folder = mkdtempSync(join(process.getuid?.() === 0 ? '/tmp' : tmpdir(), 'keydesk-scan-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, content: string | Uint8Array = TOKEN): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

const NO_HOOKS: ScanHooks = { onProgress: () => {}, isStopped: () => false };

function scan(change: Partial<FolderSearch> = {}, hooks: Partial<ScanHooks> = {}): Promise<FolderScanResult> {
  const digest = secretDigest(SECRET);
  const search = {
    folder,
    tokens: [TOKEN],
    secrets: digest === null ? [] : [digest],
    exclusions: DEFAULT_EXCLUSIONS,
    limits: DEFAULT_SCAN_LIMITS,
  };
  return scanFolder({ ...search, ...change }, { ...NO_HOOKS, ...hooks });
}

/** Root may read everything. */
async function asOrdinaryUser<Value>(work: () => Promise<Value>): Promise<Value> {
  const { getuid, seteuid } = process;
  if (getuid?.() !== 0 || seteuid === undefined) {
    return work();
  }
  chmodSync(folder, 0o755);
  seteuid(65_534);
  try {
    return await work();
  } finally {
    seteuid(0);
  }
}

const limits = (change: Partial<FolderSearch['limits']>) => ({ limits: { ...DEFAULT_SCAN_LIMITS, ...change } });
const pathsOf = ({ places }: FolderScanResult) => places.map(({ path }) => path);
const gapsOf = ({ gaps }: FolderScanResult) =>
  Object.fromEntries(gaps.map(({ reason, named }) => [reason, named.map(({ path }) => path)]));

it('finds tokens and secrets at any depth, in the order of the paths', async () => {
  put('z/deep/er/.env', `A=1\nSECRET=${SECRET}\n`);
  put('a.txt', `${TOKEN} ${TOKEN}`);
  put('empty.txt', '');
  const result = await scan();
  expect(result).toMatchObject({ stoppedBy: null, files: 3, folders: 4, gaps: [] });
  expect(result.places).toEqual([
    { path: 'a.txt', line: 1, column: 1, part: 'token', index: 0 },
    { path: 'a.txt', line: 1, column: 34, part: 'token', index: 0 },
    { path: join('z', 'deep', 'er', '.env'), line: 2, column: 8, part: 'secret', index: 0 },
  ]);
});

it('reads UTF-16 with and without a byte order mark, and a mark of UTF-8', async () => {
  const text = `ключ\r\ntoken = ${TOKEN}`;
  const little = Buffer.from(text, 'utf16le');
  put('le.txt', Buffer.concat([Buffer.from([0xff, 0xfe]), little]));
  put('be.txt', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(little).swap16()]));
  put('bare.reg', Buffer.from(`Windows Registry Editor\r\n"a"="${TOKEN}"`, 'utf16le'));
  put('mark.txt', `\ufeff${TOKEN}`);
  const result = await scan();
  expect(result.places.map(({ path, line, column }) => `${path} ${line}:${column}`)).toEqual([
    'bare.reg 2:6',
    'be.txt 2:9',
    'le.txt 2:9',
    'mark.txt 1:1',
  ]);
});

it('names archives and binary files, which it does not search', async () => {
  put('a.zip', `PK\x03\x04${TOKEN}`);
  put('b.gz', Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.from(TOKEN)]));
  put('c.bin', Buffer.from(`\0\x01\x02${TOKEN}`));
  put('d.tar', `${'x'.repeat(257)}ustar\0${TOKEN}`);
  put('e.txt');
  const result = await scan();
  expect(pathsOf(result)).toEqual(['e.txt']);
  expect(gapsOf(result)).toEqual({ archive: ['a.zip', 'b.gz', 'd.tar'], binary: ['c.bin'] });
  expect(result.files).toBe(1);
});

it('leaves out what the patterns name', async () => {
  put('node_modules/a/b.txt');
  put('logs/a.log');
  put('a.txt');
  const result = await scan({ exclusions: ['node_modules', '*.log'] });
  expect(pathsOf(result)).toEqual(['a.txt']);
  expect(gapsOf(result)).toEqual({ excluded: ['node_modules', join('logs', 'a.log')] });
});

it('fault 160: follows no link, so that a loop ends and nothing outside of the folder is read', async () => {
  const outside = mkdtempSync(join(tmpdir(), 'keydesk-outside-'));
  writeFileSync(join(outside, 'secret.txt'), TOKEN);
  put('inside/a.txt');
  symlinkSync(outside, join(folder, 'away'));
  symlinkSync(join(outside, 'secret.txt'), join(folder, 'file'));
  symlinkSync(folder, join(folder, 'inside', 'loop'));
  symlinkSync('nowhere', join(folder, 'dangling'));
  const result = await scan();
  rmSync(outside, { recursive: true });
  expect(pathsOf(result)).toEqual([join('inside', 'a.txt')]);
  expect(gapsOf(result)).toEqual({ link: ['away', 'dangling', 'file', join('inside', 'loop')] });
});

it('fault 160: opens no pipe, which would wait for its writer', async () => {
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  put('a.txt');
  const result = await scan();
  expect(pathsOf(result)).toEqual(['a.txt']);
  expect(gapsOf(result)).toEqual({ special: ['pipe'] });
});

it('fault 160: names files and folders that may not be read, with the code', async () => {
  chmodSync(put('closed.txt'), 0);
  put('locked/a.txt');
  chmodSync(join(folder, 'locked'), 0);
  put('open.txt');
  const result = await asOrdinaryUser(scan);
  expect(pathsOf(result)).toEqual(['open.txt']);
  expect(result.gaps).toEqual([
    {
      reason: 'unreadable',
      count: 2,
      named: [
        { path: 'closed.txt', code: 'EACCES' },
        { path: 'locked', code: 'EACCES' },
      ],
    },
  ]);
});

it('fault 160: finds a file whose name is odd or not valid UTF-8', async () => {
  const names = ['a b.txt', '-rf', 'line\nfeed', 'ключи.txt', '<b>', '%2f', `${'n'.repeat(250)}`];
  for (const name of names) {
    put(name);
  }
  const bytes = Buffer.concat([Buffer.from(`${folder}/bad`), Buffer.from([0xff, 0xfe]), Buffer.from('.txt')]);
  writeFileSync(bytes, TOKEN);
  expect(pathsOf(await scan())).toEqual(['bad\ufffd\ufffd.txt', ...names].sort());
});

it('fault 160: what changes or vanishes while it is searched is named, and the rest is searched', async () => {
  put('a.txt', `${TOKEN}\n`.repeat(40_000));
  put('b.txt');
  put('c/d.txt');
  let asked = 0;
  // Asked after each part of a file; the first part of a.txt has been read by then.
  const isStopped = (): boolean => {
    asked += 1;
    if (asked === 2) {
      writeFileSync(join(folder, 'a.txt'), 'shorter');
      unlinkSync(join(folder, 'b.txt'));
      rmSync(join(folder, 'c'), { recursive: true });
      put('e/f.txt');
      renameSync(join(folder, 'e'), join(folder, 'e2'));
    }
    return false;
  };
  const result = await scan({}, { isStopped });
  expect(gapsOf(result)).toEqual({ changed: ['a.txt'], vanished: ['b.txt', 'c'], partlyListed: ['a.txt'] });
});

it('names files above the size limit, which are not opened to their end', async () => {
  const sparse = put('huge.log', '');
  truncateSync(sparse, 3 * 1024 ** 3);
  put('small.txt');
  const result = await scan(limits({ maxFileBytes: 1024 }));
  expect(pathsOf(result)).toEqual(['small.txt']);
  expect(gapsOf(result)).toEqual({ tooLarge: ['huge.log'] });
  expect(result.bytes).toBeLessThan(1024);
});

it('ends at the limits of depth, files and bytes, and says at which', async () => {
  put('a.txt');
  put('b/c.txt');
  put('b/d/e.txt');
  const shallow = await scan(limits({ maxDepth: 1 }));
  expect(pathsOf(shallow)).toEqual(['a.txt', join('b', 'c.txt')]);
  expect(gapsOf(shallow)).toEqual({ tooDeep: [join('b', 'd')] });
  expect(shallow.stoppedBy).toBeNull();
  expect(await scan(limits({ maxFiles: 2 }))).toMatchObject({ stoppedBy: 'files', files: 2 });
  expect(await scan(limits({ maxTotalBytes: 33 }))).toMatchObject({ stoppedBy: 'bytes' });
});

it('lists the first places of a key in a file, so that it does not hide the others, and says so', async () => {
  const other = TOKEN.replace('4', '5');
  put('a.log', `${TOKEN}\n`.repeat(30_000) + other);
  const result = await scan({ tokens: [TOKEN, other] });
  expect(result.places.map(({ index }) => index)).toEqual([...Array(20).fill(0), 1]);
  expect(gapsOf(result)).toEqual({ partlyListed: ['a.log'] });
});

it('ends when it is stopped, with what was found until then', async () => {
  for (let number = 0; number < 20; number += 1) {
    put(`${String(number).padStart(2, '0')}.txt`);
  }
  let files = 0;
  const result = await scan({}, { isStopped: () => ++files > 10 });
  expect(result.stoppedBy).toBe('user');
  expect(result.places.length).toBeGreaterThan(0);
  expect(result.places.length).toBeLessThan(20);
});

it('reports progress', async () => {
  put('a.txt');
  put('b.txt');
  const now = performance.now;
  let time = 0;
  performance.now = () => (time += 60);
  const reports: string[] = [];
  await scan({}, { onProgress: ({ path }) => void reports.push(path) });
  performance.now = now;
  expect(new Set(reports)).toEqual(new Set(['a.txt', 'b.txt']));
});

it('fails when the folder itself is gone', async () => {
  await expect(scan({ folder: join(folder, 'gone') })).rejects.toMatchObject({ code: 'ENOENT' });
});

it('takes about the same time for 16,000 keys as for one, since it looks words up', async () => {
  const tokens = Array.from({ length: 16_000 }, (_, index) => index.toString(16).padStart(32, '0'));
  put('a.txt', tokens.map((token) => `token=${token};`).join('\n'));
  const result = await scan({ tokens });
  expect(new Set(result.places.map(({ index }) => index)).size).toBe(10_000);
  expect(result.stoppedBy).toBe('places');
});
